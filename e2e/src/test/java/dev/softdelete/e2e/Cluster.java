package dev.softdelete.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.KubectlServerProgram;
import dev.softdelete.controlplane.KubernetesVersion;
import dev.softdelete.controlplane.SharedControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cluster of the tests of a JVM, with the product installed and the operator running as the
 * chart's ServiceAccount. Tests keep to namespaces of their own, and the policies of a class go
 * when it ends ({@link PoliciesGone}); whoever stops the operator leaves it to the next to start
 * it.
 */
public final class Cluster {
  static final String POLICIES = "/apis/softdelete.dev/v1/softdeletepolicies";

  /** Of shared policies: what another policy once covered goes on by the terms of that one. */
  private static final int LEAST = -1000;

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final SharedPolicies SHARED = new SharedPolicies();
  private static Installation installation;
  private static OperatorProcess operator;

  /**
   * Whether a test is through with an operator of its own, which goes on until another is needed.
   */
  private static boolean handedBack;

  private Cluster() {}

  public static synchronized Installation installation() {
    if (installation == null) {
      ControlPlane controlPlane = SharedControlPlane.get();
      installation = Installation.on(controlPlane, commands());
    }
    return installation;
  }

  /** The start of a process is most of what a short command costs. */
  private static Kubectl.Commands commands() {
    return KubectlServerProgram.obtain(KubernetesVersion.chosen())
        .<Kubectl.Commands>map(KubectlServers::new)
        .orElseGet(ProcessPerCommand::new);
  }

  public static ControlPlane controlPlane() {
    return installation().controlPlane();
  }

  /** Running and ready, whatever the test before did to it. */
  public static synchronized OperatorProcess operator() {
    if (handedBack) {
      replaceBy(null);
    }
    return anyOperator();
  }

  /** The same, be it the one that a test has handed back. */
  static synchronized OperatorProcess anyOperator() {
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

  /** Whether any test of this JVM has needed the cluster. */
  static synchronized boolean started() {
    return installation != null;
  }

  static synchronized SharedPolicies sharedPolicies() {
    return SHARED;
  }

  /** Lets another process be the operator, until it is handed back. */
  public static synchronized void operateWith(OperatorProcess other) {
    replaceBy(other);
  }

  /** Lets the usual operator follow at the next need. */
  public static synchronized void handBack() {
    handedBack = true;
  }

  /** Takes an operator up again that has been handed back; false: there is another by now. */
  public static synchronized boolean takeUp(OperatorProcess other) {
    if (!handedBack || operator != other) {
      return false;
    }
    handedBack = false;
    return true;
  }

  private static void replaceBy(OperatorProcess other) {
    if (operator != null) {
      operator.kill();
      // The successor need not wait until the lease of the dead runs out.
      installation()
          .kubectl()
          .call("delete", "lease", "soft-delete-operator", "-n", Installation.NAMESPACE);
    }
    operator = other;
    handedBack = false;
  }

  /** As the cluster's administrator, with the operator running. */
  public static Kubectl kubectl() {
    var _ = operator();
    return installation().kubectl();
  }

  /**
   * A namespace of its own for a test, under a policy that it shares with other tests: the test
   * must neither edit nor delete the policy. A deleted name may be created again, unless the spec
   * says otherwise.
   *
   * @param policySpec the rest of the policy's spec, as YAML indented by two
   * @return its name
   */
  public static synchronized String namespaceUnderSharedPolicy(String policySpec) {
    var _ = operator();
    String policy = SHARED.of("  priority: " + LEAST + "\n" + withAnswer(policySpec));
    String name = nextName();
    makeNamespace(name, SharedPolicies.LABEL + ": " + policy);
    return name;
  }

  /**
   * A namespace of its own for a test, under a policy of the same name that covers nothing else. A
   * deleted name may be created again, unless the spec says otherwise.
   *
   * @param policySpec the rest of the policy's spec, as YAML indented by two
   * @return its name
   */
  public static String coveredNamespace(String policySpec) {
    var _ = operator();
    String name = nextName();
    makeNamespace(name, "test: " + name);
    makePolicy(name, "test", withAnswer(policySpec));
    return name;
  }

  /** Deletes every policy and waits until they are gone: for tests that count what is in force. */
  public static void deletePolicies() {
    var _ = operator();
    Caller.administrator().delete(POLICIES, "{}");
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(get(POLICIES).path("items")).isEmpty());
  }

  private static String nextName() {
    return "t" + NAMESPACES.incrementAndGet() + "-" + ProcessHandle.current().pid();
  }

  private static String withAnswer(String policySpec) {
    return policySpec + (policySpec.contains("onRecreate:") ? "" : "  onRecreate: Allow\n");
  }

  private static void makeNamespace(String name, String labels) {
    make(
        "/api/v1/namespaces",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %s, labels: {%s}}
        """
            .formatted(name, labels));
  }

  /**
   * Makes a policy over the namespaces whose label has its name, and waits until it is in force.
   */
  static void makePolicy(String name, String label, String spec) {
    make(
        POLICIES,
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s}
        spec:
          namespaceSelector: {matchLabels: {%2$s: %1$s}}
        """
                .formatted(name, label)
            + spec);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(ready(name)).isEqualTo("True"));
  }

  private static String ready(String policy) {
    for (JsonNode condition : get(POLICIES + "/" + policy).at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText();
      }
    }
    return "Unknown";
  }

  private static JsonNode get(String path) {
    return Caller.administrator().get(path).body();
  }

  private static void make(String path, String manifest) {
    Caller.Answer answer = Caller.administrator().create(path, manifest);
    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }
}
