package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A controller updates a held object, of which it may not know that it is deleted. */
class HeldControllerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void withAllowItGoesOnAsIfNoPolicyWereThere() {
    Recreation where = held("Restore", "Allow");

    Caller.Answer updated = update(operator(where), "{}");

    assertThat(updated.ok()).as(updated.toString()).isTrue();
    assertThat(where.data("settings")).isEqualTo("{\"k\":\"new\"}");
    assertThat(where.states("settings")).containsExactly("DELETED");
  }

  @Test
  void withRejectItIsRefusedWithAWayOutThatWorksAndReported() {
    Recreation where = held("Allow", "Reject");

    Caller.Answer updated = update(operator(where), "{}");

    String purge =
        "purge it first: kubectl delete deletedresource %s -n %s"
            .formatted(where.record("settings"), where.ns());
    assertThat(updated.code()).isEqualTo(409);
    assertThat(updated.message()).endsWith(purge);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(where.events("settings"))
                    .contains("ControllerRefused: ", "may not update it", purge));
  }

  @Test
  void withRestoreItRestores() {
    Recreation where = held("Reject", "Restore");

    assertThat(update(operator(where), "{}").ok()).isTrue();

    where.awaitRestored("settings");
  }

  @Test
  void anAnnotationThatItCopiesIsNoRequest() {
    Recreation where = held("Reject", "Reject");
    ControllerClient operator = operator(where);

    for (String annotation : List.of("restore\": \"true", "on-recreate\": \"Restore")) {
      assertThat(update(operator, "{\"softdelete.dev/" + annotation + "\"}").code()).isEqualTo(409);
    }

    assertThat(where.states("settings")).containsExactly("DELETED");
  }

  @Test
  void aToolIsAnsweredAsAPersonWhateverItsServiceAccount() {
    Recreation where = held("Restore", "Reject");

    assertThat(update(ControllerClient.in(where.ns(), "deployer", "helm/v4"), "{}").ok()).isTrue();

    where.awaitRestored("settings");
  }

  private static Recreation held(String onRecreate, String onControllerRecreate) {
    var where =
        new Recreation(
            Cluster.namespaceUnderSharedPolicy(
                """
                  mode: Hold
                  resources: [{apiGroups: [""], resources: [configmaps]}]
                  onRecreate: %s
                  onControllerRecreate: %s
                """
                    .formatted(onRecreate, onControllerRecreate)),
            Cluster.kubectl());
    where.run("create", "configmap", "settings", "--from-literal=k=old");
    where.run("delete", "configmap", "settings", "--wait=false");
    await("the record is there")
        .atMost(PATIENCE)
        .until(() -> where.states("settings").contains("DELETED"));
    return where;
  }

  private static ControllerClient operator(Recreation where) {
    return ControllerClient.in(where.ns(), "operator", "manager/v1");
  }

  /**
   * Changes the object.
   *
   * @param annotations the annotations to add, as JSON
   */
  private static Caller.Answer update(ControllerClient client, String annotations) {
    return client
        .caller()
        .send(
            "/api/v1/namespaces/" + client.ns() + "/configmaps/settings",
            "PATCH",
            "application/merge-patch+json",
            "{\"metadata\": {\"annotations\": %s}, \"data\": {\"k\": \"new\"}}"
                .formatted(annotations));
  }
}
