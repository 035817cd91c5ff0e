package dev.softdelete.e2e.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A preview of a restore over what lives says what would be deleted, and deletes nothing. */
class OverPreviewTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources:
            - {apiGroups: [""], resources: [configmaps]}
            - {apiGroups: [apps], resources: [deployments]}
          """);

  @Test
  void whatWouldBeDeletedIsNamedWithWhatDiffers() {
    Remade remade = Remade.configMap(kubectl, ns, "seen");

    String message = preview(remade.old(), "Possible");

    assertThat(message)
        .contains(
            "It would come back as " + ns + "/seen.",
            "Before that, ConfigMap " + ns + "/seen would be soft-deleted for admin",
            "It has the uid " + remade.uid(),
            "It owns nothing.",
            "differs from what was deleted in /data/k");
    remade.assertUntouched();
    assertThat(remade.old().json().at("/spec").has("restoreOver")).isFalse();
    assertThat(remade.old().json().at("/metadata/annotations").has("softdelete.dev/restore-over"))
        .isFalse();
  }

  @Test
  void whatWouldGoWithItIsCounted() {
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=old");
    Deletion old = Deletion.of(kubectl, "deployment", "web", ns);
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=new");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run("get", "replicasets", "-n", ns, "-l", "app=web", "-o", "name"))
                    .isNotBlank());

    assertThat(preview(old, "Possible")).contains("object(s) that it owns:", "1 ReplicaSet");
  }

  @Test
  void whatLivesIsNotDescribedToWhoMayNotReadIt() {
    Remade remade = Remade.configMap(kubectl, ns, "private");
    String user = ns + "-blind";
    kubectl.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: blind, namespace: %1$s}
        rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [create, delete]}
        - {apiGroups: [softdelete.dev], resources: [deletedresources], verbs: [get, patch, restore]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: blind, namespace: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: blind}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %2$s}]
        """
            .formatted(ns, user));
    Kubectl blind = Cluster.installation().kubectlAs(user);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> remade.askAs(blind, "softdelete.dev/restore=dry-run").ok());

    assertThat(previewed(remade.old(), "Possible"))
        .contains("would be soft-deleted for " + user)
        .doesNotContain(remade.uid(), "/data/k");
  }

  private String preview(Deletion deletion, String reason) {
    kubectl.run(
        "annotate",
        "deleted",
        deletion.record(),
        "-n",
        ns,
        "softdelete.dev/restore=dry-run",
        Remade.OVER);
    return previewed(deletion, reason);
  }

  private static String previewed(Deletion deletion, String reason) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        deletion.json().at("/metadata/annotations").has("softdelete.dev/restore"))
                    .isFalse());
    assertThat(deletion.condition("RestorePossible").path("reason").asText()).isEqualTo(reason);
    return deletion.condition("RestorePossible").path("message").asText();
  }
}
