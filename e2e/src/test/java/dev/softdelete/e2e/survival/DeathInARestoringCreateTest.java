package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write of a create that restores an object, before and after it answers
 * the API server. The create becomes a restore, or has the result that it would have without the
 * operator. The result is never a mixture, and the record is never lost.
 */
@Tag(Soak.SAMPLED)
class DeathInARestoringCreateTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = FaultyOperator.begin();
    trial = Trial.begin("  onRecreate: Reject\n");
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @TestFactory
  Stream<DynamicTest> restoreAndNothingElse() {
    return deaths("restore", "softdelete.dev/restore: \"true\"");
  }

  @TestFactory
  Stream<DynamicTest> restoreThenApply() {
    return deaths("apply", "softdelete.dev/on-recreate: Restore");
  }

  private static Stream<DynamicTest> deaths(String way, String annotation) {
    var created = new ConcurrentHashMap<String, Kubectl.Result>();
    return new Deaths(trial, operator)
        .of(
            new Deaths.Way<>(
                way,
                DeathInARestoringCreateTest::deleted,
                name -> created.put(name, create(name, annotation)),
                object -> awaitState(name(object), State.RESTORED),
                object ->
                    eventually(() -> assertOneOutcome(name(object), created.get(name(object))))));
  }

  private static ConfigMap deleted(String name) {
    ConfigMap object = trial.create(name);
    trial.delete(name);
    trial.captured(name);
    awaitRefused(name);
    return object;
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }

  private static void assertOneOutcome(String name, Kubectl.Result created) {
    DeletedResource record = trial.onlyRecord(name);
    ConfigMap live = trial.live(name).orElse(null);
    assertThat(record.getStatus().state()).isIn(State.DELETED, State.RESTORED);
    if (live == null) {
      assertThat(created.ok()).as(created.out()).isFalse();
      assertThat(record.getStatus().state()).isEqualTo(State.DELETED);
      return;
    }
    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(String.valueOf(live.getMetadata().getAnnotations()))
        .doesNotContain("softdelete.dev/restoring");
    if (record.getStatus().state() == State.RESTORED) {
      assertNoManifestWaits(record.getSpec().resource().uid());
      assertThat(live.getData()).containsEntry("data", name);
      assertThat(live.getData().containsKey("manifest")).isEqualTo(name.startsWith("apply"));
    } else {
      assertThat(live.getData()).containsOnlyKeys("manifest");
    }
  }

  private static void assertNoManifestWaits(String uid) {
    assertThat(
            trial
                .client()
                .secrets()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("softdelete.dev/pending-apply", uid)
                .list()
                .getItems())
        .isEmpty();
  }

  private static void awaitRefused(String name) {
    await()
        .atMost(Trial.PATIENCE)
        .until(
            () -> {
              String[] dryRun = {"create", "configmap", name, "--dry-run=server"};
              return Trial.kubectl()
                  .call(trial.withNamespace(dryRun))
                  .err()
                  .contains("already exists in namespace");
            });
  }

  private static void awaitState(String name, State state) {
    eventually(() -> assertThat(trial.onlyRecord(name).getStatus().state()).isEqualTo(state));
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
