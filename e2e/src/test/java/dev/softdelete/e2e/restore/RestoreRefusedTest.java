package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reasons why an object cannot be restored now. The record says what to do, nothing is lost, and
 * the restore continues after the cause is removed.
 */
class RestoreRefusedTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets, services]}]
            """);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "validatingadmissionpolicy", ns + "-no", "--ignore-not-found");
    kubectl.run("delete", "validatingadmissionpolicybinding", ns + "-no", "--ignore-not-found");
  }

  @Test
  void aLiveObjectOfTheNameIsWaitedFor() {
    Deletion deletion = deleted("web");
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=other");

    deletion.ask().awaitRefusal("NameConflict");

    assertThat(deletion.message()).contains(ns + "/web", "softdelete.dev/restore-as");
    assertThat(deletion.condition("Reconciling").path("status").asText()).isEqualTo("True");
    assertThat(deletion.events()).contains("NameConflict: ");
    kubectl.run("delete", "configmap", "web", "-n", ns);
    deletion.awaitRestored();
    assertThat(value("web")).isEqualTo("original");
    assertThat(deletion.condition("Reconciling").isMissingNode()).isTrue();
  }

  @Test
  void aForeignFinalizerIsWaitedFor() {
    Deletion deletion = deleted("slow");
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: slow, namespace: %s, finalizers: [example.com/slow]}
        """
            .formatted(ns));
    kubectl.run("delete", "configmap", "slow", "-n", ns, "--wait=false");

    deletion.ask().awaitRefusal("StillTerminating");

    assertThat(deletion.message()).contains(ns + "/slow", "example.com/slow");
    kubectl.run(
        "patch",
        "cm",
        "slow",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");
    deletion.awaitRestored();
    assertThat(value("slow")).isEqualTo("original");
  }

  @Test
  void anExhaustedQuotaIsWaitedFor() {
    kubectl.run("create", "service", "externalname", "far", "-n", ns, "--external-name=a.b");
    Deletion deletion = Deletion.of(kubectl, "service", "far", ns);
    kubectl.run("create", "quota", "none", "-n", ns, "--hard=services=0");
    kubectl.run(
        "wait",
        "quota/none",
        "-n",
        ns,
        "--for=jsonpath={.status.hard.services}=0",
        "--timeout=30s");

    deletion.ask().awaitRefusal("QuotaExceeded");

    assertThat(deletion.message()).contains("exceeded quota: none", "by itself");
    kubectl.run("delete", "quota", "none", "-n", ns);
    deletion.awaitRestored();
  }

  @Test
  void anAdmissionPolicyThatRefusesTheRequesterIsNamed() {
    Deletion deletion = deleted("refused");
    kubectl.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: %1$s-no}
        spec:
          matchConstraints:
            namespaceSelector: {matchLabels: {test: %1$s}}
            resourceRules:
              - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}
          validations:
            - expression: "object.metadata.name != 'refused'"
              reason: Forbidden
              message: not on my watch
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %1$s-no}
        spec: {policyName: %1$s-no, validationActions: [Deny]}
        """
            .formatted(ns));
    awaitCreate(false);

    deletion.ask().awaitRefusal("Forbidden");

    assertThat(deletion.message()).contains("not on my watch", "admin");
    assertThat(deletion.condition("Stalled").path("status").asText()).isEqualTo("True");
    kubectl.run("delete", "validatingadmissionpolicybinding", ns + "-no");
    awaitCreate(true);
    deletion.ask().awaitRestored();
    assertThat(value("refused")).isEqualTo("original");
  }

  @Test
  void aLostSnapshotIsReportedAndWhatIsLeftIsKept() {
    Deletion deletion = deleted("lost");
    String uid = deletion.json().at("/spec/resource/uid").asText();
    String secret =
        kubectl
            .run(
                "get",
                "secret",
                "-n",
                "soft-delete-system",
                "-l",
                "softdelete.dev/uid=" + uid,
                "-o",
                "name")
            .strip();
    String copy = kubectl.run("get", secret, "-n", "soft-delete-system", "-o", "json");
    kubectl.run("annotate", secret, "-n", "soft-delete-system", "softdelete.dev/unlock=true");
    kubectl.run("delete", secret, "-n", "soft-delete-system", "--wait=false");
    kubectl.run(
        "patch",
        secret,
        "-n",
        "soft-delete-system",
        // No other user may remove the finalizer, not even the administrator.
        "--as=system:serviceaccount:soft-delete-system:soft-delete-operator",
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");

    deletion.ask().awaitRefusal("SnapshotCorrupt");

    assertThat(deletion.message())
        .contains(secret.replace("secret/", "soft-delete-system/") + " is missing", "backup");
    kubectl.input(
        copy,
        "create",
        "--as=system:serviceaccount:soft-delete-system:soft-delete-operator",
        "-f",
        "-");
    deletion.ask().awaitRestored();
    assertThat(value("lost")).isEqualTo("original");
  }

  private static void awaitCreate(boolean allowed) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                kubectl.call("create", "cm", "refused", "-n", ns, "--dry-run=server").ok()
                    == allowed);
  }

  private static Deletion deleted(String name) {
    kubectl.run("create", "configmap", name, "-n", ns, "--from-literal=k=original");
    return Deletion.of(kubectl, "configmap", name, ns);
  }

  private static String value(String name) {
    return kubectl.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.data.k}");
  }
}
