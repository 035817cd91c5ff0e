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
 * The cluster that the tests of a JVM share, with the product installed and the operator running as
 * the chart's ServiceAccount. Each test uses its own namespaces. The policies of a class are
 * deleted when the class ends ({@link PoliciesGone}). A test that stops the operator need not start
 * it again: the next test that needs the operator starts it.
 */
public final class Cluster {
  static final String POLICIES = "/apis/softdelete.dev/v1/softdeletepolicies";

  /**
   * The priority of shared policies. It is low, so that the terms of another policy still apply to
   * the objects that the other policy once covered.
   */
  private static final int LEAST = -1000;

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final SharedPolicies SHARED = new SharedPolicies();
  private static Installation installation;
  private static OperatorProcess operator;

  /**
   * Whether a test has handed back its own operator. That operator keeps running until another one
   * is needed.
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

  /**
   * Returns a runner with long-lived processes if possible, because the start of a process is most
   * of the cost of a short command.
   */
  private static Kubectl.Commands commands() {
    return KubectlServerProgram.obtain(KubernetesVersion.chosen())
        .<Kubectl.Commands>map(KubectlServers::new)
        .orElseGet(ProcessPerCommand::new);
  }

  public static ControlPlane controlPlane() {
    return installation().controlPlane();
  }

  /** Returns the operator, running and ready, whatever the previous test did to it. */
  public static synchronized OperatorProcess operator() {
    if (handedBack) {
      replaceBy(null);
    }
    return anyOperator();
  }

  /** Returns a running operator, even if it is one that a test has handed back. */
  static synchronized OperatorProcess anyOperator() {
    if (operator == null) {
      operator = new OperatorProcess(installation().operatorKubeconfig(), operatorLog());
    }
    if (!operator.alive()) {
      operator.startReady();
    }
    return operator;
  }

  /** Returns the log file of the usual operator. Each JVM of the tests has its own. */
  public static Path operatorLog() {
    return Path.of("target", "operator-" + ProcessHandle.current().pid() + ".log");
  }

  /** Whether any test of this JVM has used the cluster. */
  static synchronized boolean started() {
    return installation != null;
  }

  static synchronized SharedPolicies sharedPolicies() {
    return SHARED;
  }

  /** Makes another process the operator until it is handed back. */
  public static synchronized void operateWith(OperatorProcess other) {
    replaceBy(other);
  }

  /** Hands the operator back. The usual operator replaces it when a test next needs one. */
  public static synchronized void handBack() {
    handedBack = true;
  }

  /**
   * Takes up again an operator that was handed back. Returns false if another operator has replaced
   * it.
   */
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
      // Without the lease, the next operator need not wait until the lease of the dead one expires.
      installation()
          .kubectl()
          .call("delete", "lease", "soft-delete-operator", "-n", Installation.NAMESPACE);
    }
    operator = other;
    handedBack = false;
  }

  /** Returns a client for the cluster's administrator, with the operator running. */
  public static Kubectl kubectl() {
    var _ = operator();
    return installation().kubectl();
  }

  /**
   * Creates a namespace for one test, under a policy that the test shares with other tests. The
   * test must neither edit nor delete the policy. A deleted name may be created again, unless the
   * spec says otherwise.
   *
   * @param policySpec the rest of the policy's spec, as YAML indented by two
   * @return the name of the namespace
   */
  public static synchronized String namespaceUnderSharedPolicy(String policySpec) {
    var _ = operator();
    String policy = SHARED.of("  priority: " + LEAST + "\n" + withAnswer(policySpec));
    String name = nextName();
    makeNamespace(name, SharedPolicies.LABEL + ": " + policy);
    return name;
  }

  /**
   * Creates a namespace for one test, under a policy of the same name that covers nothing else. A
   * deleted name may be created again, unless the spec says otherwise.
   *
   * @param policySpec the rest of the policy's spec, as YAML indented by two
   * @return the name of the namespace
   */
  public static String coveredNamespace(String policySpec) {
    var _ = operator();
    String name = nextName();
    makeNamespace(name, "test: " + name);
    makePolicy(name, "test", withAnswer(policySpec));
    return name;
  }

  /** Deletes every policy and waits until all are gone, for tests that count what is in force. */
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
   * Creates a policy for the namespaces whose label has the policy's name as its value, and waits
   * until the policy is in force.
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
