package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.survival.Death.Moment;
import dev.softdelete.e2e.survival.Death.Point;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A record is restored once: under another name on request, or at its own place by a create, in
 * whichever order the two are stored.
 */
class ElsewhereOrByACreateTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = FaultyOperator.begin();
    trial = Trial.begin("  onRecreate: Restore\n");
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @Test
  void aCreateComesWhileTheOperatorCreatesItElsewhere()
      throws InterruptedException, ExecutionException, TimeoutException {
    String record = deleted("late");
    var created = new AtomicReference<Kubectl.Result>();
    Meanwhile meanwhile =
        Meanwhile.before(
            ElsewhereOrByACreateTest::creates,
            () -> {
              annotate(record, "softdelete.dev/restore-", "softdelete.dev/restore-as-");
              created.set(create("late", ""));
            });
    operator.proxy().fault(meanwhile);

    askFor(record, "late-there");

    meanwhile.awaited();
    assertOnly("late", "late-there");
    assertThat(created.get().err())
        .contains("AlreadyExists", "being restored as " + trial.namespace() + "/late-there");
  }

  @Test
  void theTargetChangesAfterTheOperatorHasDied() throws InterruptedException {
    String record = deleted("moved");
    Death death =
        Death.at(new Point(1, Moment.AFTER), operator.process(), ElsewhereOrByACreateTest::creates);
    operator.proxy().fault(death);
    askFor(record, "moved-there");
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    askFor(record, "moved-then");

    operator.restart();

    assertOnly("moved-then", "moved-there");
    assertThat(trial.live("moved")).isEmpty();
  }

  @Test
  void theRequestIsWithdrawnAfterTheOperatorHasDied() throws InterruptedException {
    String record = deleted("withdrawn");
    Death death =
        Death.at(new Point(1, Moment.AFTER), operator.process(), ElsewhereOrByACreateTest::creates);
    operator.proxy().fault(death);
    askFor(record, "withdrawn-there");
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    annotate(record, "softdelete.dev/restore-", "softdelete.dev/restore-as-");

    operator.restart();

    assertOnly("withdrawn", "withdrawn-there");
  }

  @Test
  void aWithdrawnRequestLeavesTheNameToCreates() {
    String record = deleted("free");
    annotate(
        record,
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-namespace=no-such-namespace");
    eventually(() -> assertThat(reasons("free")).contains("NamespaceMissing"));
    assertThat(create("free", "").err()).contains("being restored as no-such-namespace/free");

    annotate(record, "softdelete.dev/restore-", "softdelete.dev/restore-namespace-");

    eventually(() -> assertThat(create("free", "").ok()).isTrue());
    assertOnly("free-there", "free");
  }

  /** The API server may store a create for 34 seconds, so this takes as long. */
  @Test
  @Tag("soak")
  void aCreateThatFailedDelaysTheRestoreAndLeavesNothing() {
    String record = deleted("failed");
    assertThat(create("failed", "softdelete.dev/on-recreate: Allow").ok()).isTrue();
    assertThat(create("failed", "").err()).contains("AlreadyExists");

    askFor(record, "failed-there");

    eventually(() -> assertThat(reasons("failed")).contains("CreateUnderWay"));
    eventually(
        () -> assertThat(trial.onlyRecord("failed").getStatus().state()).isEqualTo(State.RESTORED));
    assertThat(trial.live("failed-there")).isPresent();
    assertNoManifestWaits("failed");
  }

  /** Whether the request creates a ConfigMap. The operator also tries creates by dry runs. */
  private static boolean creates(ProxiedRequest request) {
    return request.write() && request.is("POST", "/configmaps");
  }

  private static void assertOnly(String absent, String present) {
    String name = present.replaceAll("-.*", "");
    eventually(
        () -> assertThat(trial.onlyRecord(name).getStatus().state()).isEqualTo(State.RESTORED));
    DeletedResource record = trial.onlyRecord(name);
    assertThat(record.getStatus().restoredAs().name()).isEqualTo(present);
    assertThat(trial.live(absent)).isEmpty();
    var live = trial.live(present).orElseThrow();
    assertThat(live.getMetadata().getUid()).isEqualTo(record.getStatus().restoredAs().uid());
    assertThat(String.valueOf(live.getMetadata().getAnnotations()))
        .doesNotContain("softdelete.dev/restoring");
    assertNoManifestWaits(name);
  }

  private static void assertNoManifestWaits(String name) {
    assertThat(
            trial
                .client()
                .secrets()
                .inNamespace(Installation.NAMESPACE)
                .withLabel(
                    "softdelete.dev/pending-apply",
                    trial.onlyRecord(name).getSpec().resource().uid())
                .list()
                .getItems())
        .isEmpty();
  }

  private static String deleted(String name) {
    String record = trial.createAndDelete(name).getMetadata().getName();
    // No other write to the record comes between.
    eventually(() -> assertThat(spec(name).deletedBy()).isNotNull());
    return record;
  }

  private static DeletedResourceSpec spec(String name) {
    return trial.onlyRecord(name).getSpec();
  }

  private static List<String> reasons(String name) {
    return trial.onlyRecord(name).getStatus().conditions().stream()
        .map(condition -> condition.getReason())
        .toList();
  }

  private static void askFor(String record, String name) {
    annotate(record, "softdelete.dev/restore=true", "softdelete.dev/restore-as=" + name);
  }

  private static void annotate(String record, String... annotations) {
    trial.kubectl(
        Stream.concat(
                Stream.of("annotate", "deleted", record, "--overwrite"), Stream.of(annotations))
            .toArray(String[]::new));
  }

  private static Kubectl.Result create(String name, String annotation) {
    return Trial.kubectl()
        .inputCall(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s, namespace: %s, annotations: {%s}}
            data: {manifest: "yes"}
            """
                .formatted(name, trial.namespace(), annotation),
            "create",
            "-f",
            "-");
  }
}
