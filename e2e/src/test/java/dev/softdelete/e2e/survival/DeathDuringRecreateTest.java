package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.softdelete.api.State;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.survival.Death.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operator dies at each single write that follows from a create that is a restore. */
class DeathDuringRecreateTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = new FaultyOperator();
    trial = Trial.begin("  onRecreate: Restore\n");
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @TestFactory
  Stream<DynamicTest> deaths() {
    deleted("count");
    Death count = Death.never(DeathDuringRecreateTest::concernsUs);
    operator.proxy().fault(count);
    create("count");
    settled("count");
    operator.proxy().fault(Fault.NONE);
    List<ProxiedRequest> writes = count.writes();
    assertThat(writes).as("writes").hasSizeGreaterThan(5);
    return IntStream.rangeClosed(1, writes.size())
        .boxed()
        .flatMap(
            n ->
                Stream.of(Moment.values())
                    .map(
                        moment ->
                            dynamicTest(
                                "dies %s write %d, %s".formatted(moment, n, writes.get(n - 1)),
                                () -> dieAt(n, moment))));
  }

  private static void dieAt(int n, Moment moment) throws InterruptedException {
    String name = "web-" + n + "-" + moment.name().toLowerCase(Locale.ROOT);
    deleted(name);
    var death = Death.at(n, moment, operator.process(), DeathDuringRecreateTest::concernsUs);
    operator.proxy().fault(death);
    create(name);
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    operator.restart();
    settled(name);
    trial.nothingLeftBehind();
    operator.process().awaitReady();
  }

  /** Merged, or, where the webhook died over it, created anew: whole in either case. */
  private static void settled(String name) {
    eventually(
        () -> {
          ConfigMap live = trial.live(name).orElseThrow();
          State state = trial.onlyRecord(name).getStatus().state();
          assertThat(live.getMetadata().getAnnotations()).isNullOrEmpty();
          if (state == State.RESTORED) {
            assertThat(live.getData()).isEqualTo(Map.of("git", "new", "data", name));
          } else {
            assertThat(state).isEqualTo(State.DELETED);
            assertThat(live.getData()).isEqualTo(Map.of("git", "new"));
          }
        });
  }

  private static void create(String name) {
    Trial.kubectl()
        .inputCall(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s}
            data: {git: new}
            """
                .formatted(name),
            trial.withNamespace("create", "-f", "-"));
  }

  private static void deleted(String name) {
    trial.create(name);
    trial.delete(name);
    trial.captured(name);
  }

  private static boolean concernsUs(ProxiedRequest request) {
    return request.target().contains("/namespaces/" + trial.namespace() + "/")
        || request.target().contains("/" + Installation.NAMESPACE + "/secrets/apply-")
        || (request.target().contains("/" + Installation.NAMESPACE + "/secrets")
            && request.method().equals("POST"));
  }
}
