package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A member that cannot be restored delays no other member, is named in the message, and is restored
 * as soon as possible.
 */
@Tag("soak")
class PartialFailureTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: ["", apps], resources: [namespaces, configmaps, secrets, deployments, resourcequotas]}]
          """);

  @AfterEach
  void cleanUp() {
    kubectl.run(
        "delete",
        "validatingadmissionpolicy,validatingadmissionpolicybinding",
        ns,
        "--ignore-not-found");
  }

  @Test
  void aSecretThatSomebodysPolicyDenies() {
    kubectl.run("create", "configmap", "settings", "-n", ns);
    kubectl.run("create", "secret", "generic", "allowed", "-n", ns);
    kubectl.run("create", "secret", "generic", "denied", "-n", ns);
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=example.com/c", "--replicas=0");
    kubectl.run("create", "configmap", "earlier", "-n", ns);
    kubectl.run("delete", "configmap", "earlier", "-n", ns);
    deny("denied");

    DeletedNamespace gone = DeletedNamespace.delete(ns).ask();

    awaitMessage(gone, "3 of 4 objects");
    assertThat(gone.restored("status")).isEqualTo("False");
    assertThat(gone.restored("message")).contains("Secret " + ns + "/denied", "not in this house");
    assertThat(gone.members("RESTORED"))
        .containsExactly("ConfigMap/settings", "Deployment/web", "Secret/allowed");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("earlier");
    cleanUp();
    gone.awaitRestored();
    kubectl.run("get", "secret", "denied", "-n", ns);
    assertThat(gone.restored("message")).contains("4 of 4 objects");
  }

  @Test
  void moreThanAQuotaAllowsNow() {
    for (String name : new String[] {"a", "b", "c"}) {
      kubectl.run("create", "configmap", name, "-n", ns);
    }
    // More ConfigMaps exist already when the quota is created. They stay, but not all of them can
    // be restored. One of them belongs to the cluster.
    kubectl.run("create", "quota", "small", "-n", ns, "--hard=count/configmaps=3");

    DeletedNamespace gone = DeletedNamespace.delete(ns).ask();

    awaitMessage(gone, "3 of 4 objects");
    assertThat(gone.restored("message")).contains("QuotaExceeded", "Free some quota");
    kubectl.run("delete", "quota", "small", "-n", ns);
    gone.awaitRestored();
    kubectl.run("get", "configmap", "a", "b", "c", "-n", ns);
  }

  private static void awaitMessage(DeletedNamespace gone, String part) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(gone.restored("message")).contains(part, "Tried again"));
  }

  /**
   * Denies creates of the secret, without an effect on deletes. A binding takes effect after a
   * moment.
   */
  private void deny(String secret) {
    kubectl.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: %1$s}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], resources: [secrets], operations: [CREATE]}
          validations:
          - {expression: 'object.metadata.name != "%2$s"', message: not in this house}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %1$s}
        spec:
          policyName: %1$s
          validationActions: [Deny]
          matchResources:
            namespaceSelector: {matchLabels: {test: %1$s}}
        """
            .formatted(ns, secret));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                kubectl
                    .call("create", "secret", "generic", secret, "-n", ns, "--dry-run=server")
                    .err()
                    .contains("not in this house"));
  }
}
