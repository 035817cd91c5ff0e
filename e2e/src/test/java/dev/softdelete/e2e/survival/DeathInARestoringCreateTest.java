package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.survival.Death.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write of a create that is a restore, those before it answers the API
 * server and those after. The create may become a restore, or be what it would be without us; never
 * a mixture, and never with the record lost.
 */
class DeathInARestoringCreateTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = new FaultyOperator();
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
    List<ProxiedRequest> writes = writesOf(way, annotation);
    assertThat(writes).as("writes").hasSizeGreaterThan(2);
    return IntStream.rangeClosed(1, writes.size())
        .boxed()
        .flatMap(
            n ->
                Stream.of(Moment.values())
                    .map(
                        moment ->
                            dynamicTest(
                                "%s: dies %s write %d, %s"
                                    .formatted(way, moment, n, writes.get(n - 1)),
                                () -> dieAt(way, annotation, n, moment))));
  }

  private static List<ProxiedRequest> writesOf(String way, String annotation) {
    trial.createAndDelete(way);
    awaitRefused(way);
    Death count = Death.never(DeathInARestoringCreateTest::concernsUs);
    operator.proxy().fault(count);
    assertThat(create(way, annotation).ok()).isTrue();
    awaitState(way, State.RESTORED);
    operator.proxy().fault(Fault.NONE);
    return count.writes();
  }

  private static void dieAt(String way, String annotation, int n, Moment moment)
      throws InterruptedException {
    String name = way + "-" + n + "-" + moment.name().toLowerCase(Locale.ROOT);
    trial.createAndDelete(name);
    awaitRefused(name);
    var death = Death.at(n, moment, operator.process(), DeathInARestoringCreateTest::concernsUs);
    operator.proxy().fault(death);
    Kubectl.Result created = create(name, annotation);
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    operator.restart();
    eventually(() -> assertOneOutcome(name, created));
    trial.nothingLeftBehind();
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
      assertThat(live.getData()).containsEntry("data", name);
      assertThat(live.getData().containsKey("manifest")).isEqualTo(name.startsWith("apply"));
    } else {
      assertThat(live.getData()).containsOnlyKeys("manifest");
    }
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

  private static boolean concernsUs(ProxiedRequest request) {
    return request.target().contains("/namespaces/" + trial.namespace() + "/")
        || request.target().contains("/" + Installation.NAMESPACE + "/secrets/apply-")
        || request.is("POST", "/" + Installation.NAMESPACE + "/secrets");
  }
}
