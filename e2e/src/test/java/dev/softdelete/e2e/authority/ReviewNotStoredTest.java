package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Review.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No review is ever stored, and none is shown without an answer. */
@Tag("any-server")
class ReviewNotStoredTest {
  private static final Caller ADMIN = Caller.administrator();
  private static String ns;
  private static Deleted map;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    map = Deleted.configMap(ns, "map");
  }

  @AfterEach
  void nothingIsStored() {
    assertThat(ADMIN.get(Review.path(ns)).body().path("items")).isEmpty();
  }

  @Test
  void aCreateThatIsNoDryRunIsRefusedWithTheCommand() {
    Caller.Answer answer =
        ADMIN.create(Review.path(ns), Review.of("{record: %s}".formatted(map.record())));

    assertThat(answer.code()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.message())
        .contains(
            "kubectl create -n "
                + ns
                + " --dry-run=server -o jsonpath='{.status.manifest}' -f FILE");
    assertThat(answer.body().toString()).doesNotContain("apiVersion\\\":\\\"v1");
  }

  @Test
  void soIsAnApplyThatIsNoDryRun() {
    Caller.Answer answer =
        ADMIN.apply(Review.path(ns) + "/any", Review.of("{record: %s}".formatted(map.record())));

    assertThat(answer.code()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.message()).contains("must be a dry run");
  }

  @Test
  void itIsRefusedWithTheOperatorDownToo() {
    Cluster.operator().kill();

    Caller.Answer answer =
        ADMIN.create(Review.path(ns), Review.of("{record: %s}".formatted(map.record())));

    assertThat(answer.code()).as(answer.toString()).isEqualTo(422);
  }

  @Test
  void withTheOperatorDownAReviewFailsAndNothingElseDoes() {
    Cluster.operator().kill();

    Caller.Answer answer = ask(ADMIN, map);

    assertThat(answer.code()).as(answer.toString()).isEqualTo(422);
    // The URL of the webhook has the secret of its callers.
    assertThat(answer.message()).contains("nothing has answered").doesNotContain("/review?");
    Caller.Answer other =
        ADMIN.create(
            "/api/v1/namespaces/" + ns + "/configmaps",
            "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: other-}}");
    assertThat(other.ok()).as(other.toString()).isTrue();
    var _ = Cluster.operator();
    assertThat(ask(ADMIN, map).ok()).isTrue();
  }

  @Test
  void withoutAWebhookThatAnswersItIsRefused() {
    Cluster.operator().kill();
    String configuration =
        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/soft-delete-reviews";
    assertThat(ADMIN.delete(configuration, "{}").ok()).isTrue();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Caller.Answer answer = ask(ADMIN, map);
              assertThat(answer.code()).as(answer.toString()).isEqualTo(422);
              assertThat(answer.message()).contains("nothing has answered");
            });
    var _ = Cluster.operator();
    await().atMost(Duration.ofSeconds(30)).until(() -> ask(ADMIN, map).ok());
  }
}
