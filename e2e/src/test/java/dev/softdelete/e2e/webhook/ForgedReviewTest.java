package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any other client that reaches the port knows the format of a review, but not the secret. */
class ForgedReviewTest {
  private static final String REVIEW =
      """
      {"request": {"uid": "1", "operation": "CREATE", "userInfo": {"username": "ann"}}}
      """;

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void nobodyIsSaidToHaveDeletedByAStranger() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              ignoreDeletesBy: {users: [robot]}
            """);
    kubectl.run("create", "configmap", "a", "-n", ns);
    String uid = kubectl.run("get", "configmap", "a", "-n", ns, "-o", "jsonpath={.metadata.uid}");

    assertThat(WebhookCaller.STRANGER.asks("/delete", deleteByRobot(ns, uid))).isEqualTo(404);
    kubectl.run("delete", "configmap", "a", "-n", ns, "--timeout=60s");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get", "deleted", "-n", ns, "-o", "jsonpath={..deletedBy.username}"))
                    .isEqualTo("admin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/recreate", "/held", "/reserved", "/delete", "/purge", "/review"})
  void onlyTheApiServerIsAnswered(String path) {
    assertThat(WebhookCaller.STRANGER.asks(path, REVIEW)).isEqualTo(404);
    assertThat(new WebhookCaller("0".repeat(64)).asks(path, REVIEW)).isEqualTo(404);
    assertThat(WebhookCaller.known().asks(path, REVIEW)).isEqualTo(200);
  }

  @Test
  void aSecretThatAnotherReplicaMadeJustNowIsKnown() {
    assertThat(WebhookCaller.another().asks("/recreate", REVIEW)).isEqualTo(200);
  }

  @Test
  void anotherSecretIsMadeAndFollowedWithNoCreateMissed() {
    DeletedName deleted = DeletedName.refused();
    WebhookCaller before = WebhookCaller.known();

    WebhookCaller.forget();

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(deleted.refuses()).isTrue();
              assertThat(calledBy()).doesNotContain(before.secret());
            });
    assertThat(calledBy()).contains(WebhookCaller.known().secret());
    assertThat(deleted.refuses()).isTrue();
  }

  private String calledBy() {
    return kubectl.run(
        "get",
        "mutatingwebhookconfiguration,validatingwebhookconfiguration",
        "soft-delete",
        "-o",
        "jsonpath={..clientConfig}");
  }

  private static String deleteByRobot(String ns, String uid) {
    return """
    {"request": {"uid": "1", "operation": "DELETE", "namespace": "%s", "name": "a",
      "kind": {"version": "v1", "kind": "ConfigMap"},
      "resource": {"version": "v1", "resource": "configmaps"},
      "userInfo": {"username": "robot"},
      "oldObject": {"apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"name": "a", "namespace": "%s", "uid": "%s"}}}}
    """
        .formatted(ns, ns, uid);
  }
}
