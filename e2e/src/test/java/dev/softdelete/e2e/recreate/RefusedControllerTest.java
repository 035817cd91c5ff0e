package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The refusal of a controller or a tool, which only its log would show, is reported. */
@Tag("soak")
class RefusedControllerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static Recreation where;
  private static ControllerClient operator;

  @BeforeAll
  static void refuse() {
    where =
        new Recreation(
            Cluster.coveredNamespace(
                """
                  resources: [{apiGroups: [""], resources: [configmaps]}]
                  onRecreate: Allow
                  onControllerRecreate: Reject
                """),
            Cluster.kubectl());
    operator = ControllerClient.in(where.ns(), "operator", "manager/v0.0.0");
    String path = "/api/v1/namespaces/" + where.ns() + "/configmaps";
    String settings = where.configMap("settings", "{a: b}");
    assertThat(operator.create(path, settings).ok()).isTrue();
    where.delete("configmap", "settings");
    assertThat(operator.create(path, settings).code()).isEqualTo(409);
  }

  @Test
  void byAnEventOnTheRecord() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(where.events("settings"))
                    .contains("ControllerRefused: " + operator.username())
                    .contains(where.taken("ConfigMap", "settings")));
  }

  @Test
  void byANumberInTheStatusOfTheRecord() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        where
                            .records("settings")
                            .getFirst()
                            .at("/status/refusedCreates/count")
                            .asLong())
                    .isEqualTo(1));
  }

  @Test
  void byANumberInTheStatusOfThePolicy() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        where
                            .kubectl()
                            .run(
                                "get",
                                "sdp",
                                where.ns(),
                                "-o",
                                "jsonpath={.status.counts.refusedCreates}"))
                    .isEqualTo("1"));
  }

  @Test
  void byAMetric() {
    assertThat(Cluster.operator().metrics())
        .containsPattern("softdelete_creates_refused_total\\{requester=\"controller\"\\} [1-9]");
  }

  @Test
  void aToolThatIsRefusedIsReportedToo() {
    var tooled = Recreation.under("Reject");
    var argo = ControllerClient.in(tooled.ns(), "argocd", "argocd-controller/v0.0.0");
    String path = "/api/v1/namespaces/" + tooled.ns() + "/configmaps";
    String settings = tooled.configMap("settings", "{a: b}");
    assertThat(argo.create(path, settings).ok()).isTrue();
    tooled.delete("configmap", "settings");
    assertThat(argo.create(path, settings).code()).isEqualTo(409);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(tooled.events("settings"))
                    .contains("ProgramRefused: " + argo.username())
                    .contains(tooled.taken("ConfigMap", "settings")));
  }

  @Test
  void whatAsksForARestoreOfNothingIsReportedOnTheObject() {
    var empty = Recreation.under("Reject");
    var argo = ControllerClient.in(empty.ns(), "argocd", "argocd-controller/v0.0.0");
    String path = "/api/v1/namespaces/" + empty.ns() + "/configmaps";
    String settings = empty.configMap("gone", "{a: b}", "softdelete.dev/restore: \"true\"");

    assertThat(argo.create(path, settings).code()).isEqualTo(404);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        empty.run(
                            "get",
                            "events",
                            "--field-selector=involvedObject.kind=ConfigMap,involvedObject.name=gone",
                            "-o",
                            "jsonpath={.items[*].reason}"))
                    .isEqualTo("ProgramRefused"));
  }
}
