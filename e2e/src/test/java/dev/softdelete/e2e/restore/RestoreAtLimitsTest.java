package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Objects that leave no room for what a restore adds to them or to their record. */
class RestoreAtLimitsTest {
  private static final Caller ADMINISTRATOR = Caller.administrator();

  @Test
  void allAnnotationsComeBackWhereTheyLeaveNoRoomForTheMark() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n");
    String maps = "/api/v1/namespaces/" + ns + "/configmaps";
    ADMINISTRATOR.create(
        maps, "{metadata: {name: web, annotations: {a: b, n: " + "x".repeat(262_140) + "}}}");
    ADMINISTRATOR.delete(maps + "/web", "{}");

    restore(ns, "");

    JsonNode annotations = ADMINISTRATOR.get(maps + "/web").body().at("/metadata/annotations");
    assertThat(annotations.path("n").asText()).hasSize(262_140);
    assertThat(annotations.path("a").asText()).isEqualTo("b");
    assertThat(annotations.has("softdelete.dev/restoring")).isFalse();
  }

  @Test
  void aLongNameGoesIntoAnotherNamespace() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            "  resources: [{apiGroups: [rbac.authorization.k8s.io], resources: [roles]}]\n");
    String other = ns + "-other";
    Cluster.kubectl().run("create", "namespace", other);
    String name = "n".repeat(300);
    ADMINISTRATOR.create(roles(ns), "{metadata: {name: " + name + "}, rules: []}");
    ADMINISTRATOR.delete(roles(ns) + "/" + name, "{}");

    restore(ns, ", softdelete.dev/restore-namespace: " + other);

    assertThat(ADMINISTRATOR.get(roles(other) + "/" + name).code()).isEqualTo(200);
  }

  private static String roles(String ns) {
    return "/apis/rbac.authorization.k8s.io/v1/namespaces/" + ns + "/roles";
  }

  private static void restore(String ns, String more) {
    String records = "/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresources";
    await().atMost(Duration.ofSeconds(60)).until(() -> !records(records).isEmpty());
    String path = records + "/" + records(records).path(0).at("/metadata/name").asText();
    ADMINISTRATOR.merge(
        path, "metadata: {annotations: {softdelete.dev/restore: 'true'" + more + "}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> ADMINISTRATOR.get(path).body().at("/status/state").asText().equals("RESTORED"));
  }

  private static JsonNode records(String path) {
    return ADMINISTRATOR.get(path).body().path("items");
  }
}
