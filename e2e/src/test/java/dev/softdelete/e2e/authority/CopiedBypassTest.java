package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A controller that may do everything copies softdelete.dev/bypass from what a tenant has written.
 * That makes no delete permanent.
 */
class CopiedBypassTest {
  private static final String BYPASS =
      "{metadata: {name: %s, annotations: {softdelete.dev/bypass: 'true'%s}}}";
  private static final String ANNOTATION = "/metadata/annotations/softdelete.dev~1bypass";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static String ns;
  private static Caller program;

  @BeforeAll
  static void controller() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n");
    Cluster.kubectl()
        .run(
            "create",
            "clusterrolebinding",
            "op-" + ns,
            "--clusterrole=cluster-admin",
            "--serviceaccount=" + ns + ":op");
    program =
        Caller.as(
            "system:serviceaccount:" + ns + ":op",
            "system:serviceaccounts",
            "system:authenticated");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> program.agent("some-operator/1.0").get(path("")).ok());
  }

  @AfterAll
  static void noRights() {
    Cluster.kubectl().run("delete", "clusterrolebinding", "op-" + ns);
  }

  @Test
  void anUpdateByAControllerIsNotStamped() {
    Caller controller = program.agent("some-operator/1.0");
    controller.create(path(""), "{metadata: {name: updated}}");

    Caller.Answer updated = controller.merge(path("/updated"), BYPASS.formatted("updated", ""));

    assertThat(updated.ok()).as(updated.toString()).isTrue();
    assertThat(updated.body().at(ANNOTATION).isMissingNode()).isTrue();
    assertThat(updated.body().at("/metadata/finalizers").toString()).doesNotContain("bypass");
  }

  /** The mark of a tool is copied along with the annotation. */
  @Test
  void norIsACreateWithACopiedMark() {
    Caller.Answer created =
        program
            .agent("some-operator/1.0")
            .create(path(""), BYPASS.formatted("created", ", " + LAST_APPLIED + ": '{}'"));

    assertThat(created.body().at(ANNOTATION).isMissingNode()).isTrue();
    assertThat(created.body().at("/metadata/finalizers").toString()).doesNotContain("bypass");
  }

  @Test
  void aToolWithAServiceAccountStillMay() {
    program.agent("some-operator/1.0").create(path(""), "{metadata: {name: tool}, data: {a: b}}");

    Caller.Answer updated =
        program.agent("kubectl/v1.36.0").merge(path("/tool"), BYPASS.formatted("tool", ""));

    assertThat(updated.body().at("/metadata/finalizers").toString()).contains("bypass");
  }

  /** The API server keeps no managedFields of an object that was created without any field. */
  @Test
  void alsoWhereOnlyTheRequestNamesTheTool() {
    program.agent("some-operator/1.0").create(path(""), "{metadata: {name: empty}}");

    Caller.Answer updated =
        program.merge(path("/empty?fieldManager=kubectl-annotate"), BYPASS.formatted("empty", ""));

    assertThat(updated.body().at("/metadata/finalizers").toString()).contains("bypass");
  }

  private static String path(String name) {
    return "/api/v1/namespaces/" + ns + "/configmaps" + name;
  }
}
