package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A user who requests the restore of a namespace requests its whole group, and gets no additional
 * rights.
 */
class GroupRightsTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps, secrets]}]
          """);
  private final String user = ns + "-user";

  @Test
  void whatTheyMayNotCreateStaysDeletedUntilTheyMay() {
    kubectl.run("create", "configmap", "settings", "-n", ns);
    kubectl.run("create", "secret", "generic", "password", "-n", ns);
    DeletedNamespace gone = DeletedNamespace.delete(ns);
    grant("restore", "deletedresources.softdelete.dev", "get,list,patch,restore");
    grant("create", "namespaces,configmaps", "create,patch");

    askAsUser(gone);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(gone.restored("message"))
                    .contains("1 of 2 objects", "Secret " + ns + "/password (Forbidden", user));
    assertThat(gone.members("RESTORED")).containsExactly("ConfigMap/settings");
    grant("secrets", "secrets", "create,patch");
    gone.awaitRestored();
    assertThat(gone.members("RESTORED")).contains("Secret/password");
  }

  private void askAsUser(DeletedNamespace gone) {
    Kubectl asUser = Cluster.installation().kubectlAs(user);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                asUser
                    .call(
                        "annotate",
                        "deleted",
                        gone.record(),
                        "-n",
                        DeletedNamespace.HOME_OF_RECORDS,
                        "softdelete.dev/restore=true")
                    .ok());
  }

  private void grant(String name, String resources, String verbs) {
    String role = user + "-" + name;
    kubectl.run("create", "clusterrole", role, "--verb=" + verbs, "--resource=" + resources);
    kubectl.run("create", "clusterrolebinding", role, "--clusterrole=" + role, "--user=" + user);
  }
}
