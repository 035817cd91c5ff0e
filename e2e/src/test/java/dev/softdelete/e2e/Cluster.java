package dev.softdelete.e2e;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.SharedControlPlane;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cluster of the tests of a JVM, with the product installed and the operator running as the
 * chart's ServiceAccount. Tests keep to namespaces of their own, and each class leaves without a
 * policy ({@link PoliciesGone}); whoever stops the operator leaves it to the next to start it.
 */
public final class Cluster {
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static Installation installation;
  private static OperatorProcess operator;

  private Cluster() {}

  public static synchronized Installation installation() {
    if (installation == null) {
      installation = Installation.on(SharedControlPlane.get());
    }
    return installation;
  }

  public static ControlPlane controlPlane() {
    return installation().controlPlane();
  }

  /** Running and ready, whatever the test before did to it. */
  public static synchronized OperatorProcess operator() {
    if (operator == null) {
      operator = new OperatorProcess(installation().operatorKubeconfig(), operatorLog());
    }
    if (!operator.alive()) {
      operator.startReady();
    }
    return operator;
  }

  /** Of the usual one; each JVM of the tests has its own. */
  public static Path operatorLog() {
    return Path.of("target", "operator-" + ProcessHandle.current().pid() + ".log");
  }

  /** Lets another process be the operator; empty: the usual one, at the next need. */
  public static synchronized void operateWith(Optional<OperatorProcess> other) {
    if (operator != null) {
      operator.kill();
      // The successor need not wait until the lease of the dead runs out.
      installation()
          .kubectl()
          .call("delete", "lease", "soft-delete-operator", "-n", Installation.NAMESPACE);
    }
    operator = other.orElse(null);
  }

  /** Takes every policy away, with all that followed from it. */
  static synchronized void removePolicies() {
    if (installation != null) {
      kubectl().run("delete", "sdp", "--all", "--timeout=120s");
      kubectl().run("delete", "namereservations", "--all");
    }
  }

  /** As the cluster's administrator, with the operator running. */
  public static Kubectl kubectl() {
    var _ = operator();
    return installation().kubectl();
  }

  /**
   * A namespace of its own for a test, under a policy of the same name that covers nothing else. A
   * deleted name may be created again, unless the spec says otherwise.
   *
   * @param policySpec the rest of the policy's spec, as YAML indented by two
   * @return its name
   */
  public static String coveredNamespace(String policySpec) {
    String name = "t" + NAMESPACES.incrementAndGet() + "-" + ProcessHandle.current().pid();
    kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s, labels: {test: %1$s}}
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s}
            spec:
              namespaceSelector: {matchLabels: {test: %1$s}}
            """
                    .formatted(name)
                + policySpec
                + (policySpec.contains("onRecreate:") ? "" : "  onRecreate: Allow\n"));
    kubectl().run("wait", "sdp/" + name, "--for=condition=Ready", "--timeout=60s");
    return name;
  }
}
