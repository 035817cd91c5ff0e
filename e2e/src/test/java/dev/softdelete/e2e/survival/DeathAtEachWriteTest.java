package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.survival.Death.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operator dies at each single write in turn: before it, and after it but unanswered. */
class DeathAtEachWriteTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = new FaultyOperator();
    trial = Trial.begin();
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  /**
   * A way through the product.
   *
   * @param scene makes what it starts from, out of a new object's name
   * @param act sets it going
   * @param end what holds once it has gone all the way, and what must hold of it
   */
  private record Way(
      String name, UnaryOperator<ConfigMap> scene, Consumer<String> act, Consumer<ConfigMap> end) {}

  @TestFactory
  Stream<DynamicTest> capture() {
    return deaths(
        new Way(
            "capture",
            object -> object,
            trial::delete,
            object -> {
              trial.captured(name(object));
              trial.askToRestore(name(object));
              trial.restoredAs(object);
            }));
  }

  @TestFactory
  Stream<DynamicTest> restore() {
    return deaths(
        new Way("restore", this::deleted, trial::askToRestore, object -> trial.restoredAs(object)));
  }

  @TestFactory
  Stream<DynamicTest> manualPurge() {
    return deaths(
        new Way(
            "purge",
            this::deleted,
            name -> trial.kubectl("delete", "dr", record(name), "--wait=false"),
            this::purged));
  }

  @TestFactory
  Stream<DynamicTest> expiry() {
    return deaths(
        new Way(
            "expiry",
            this::deleted,
            name -> {
              var time = Instant.parse(trial.onlyRecord(name).getSpec().deletionTime());
              trial.kubectl(
                  "patch",
                  "dr",
                  record(name),
                  "--type=merge",
                  "-p",
                  "{\"spec\":{\"purgeTime\":\"" + time.plusSeconds(1) + "\"}}");
            },
            this::purged));
  }

  private Stream<DynamicTest> deaths(Way way) {
    List<ProxiedRequest> writes = writesOf(way);
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
                                    .formatted(way.name(), moment, n, writes.get(n - 1)),
                                () -> dieAt(way, n, moment))));
  }

  private static List<ProxiedRequest> writesOf(Way way) {
    ConfigMap object = scene(way, way.name());
    Death count = Death.never(DeathAtEachWriteTest::concernsUs);
    operator.proxy().fault(count);
    way.act().accept(name(object));
    if (way.name().equals("capture")) {
      trial.captured(name(object));
    } else {
      way.end().accept(object);
    }
    operator.proxy().fault(Fault.NONE);
    return count.writes();
  }

  private static void dieAt(Way way, int n, Moment moment) throws InterruptedException {
    ConfigMap object =
        scene(way, way.name() + "-" + n + "-" + moment.name().toLowerCase(Locale.ROOT));
    var death = Death.at(n, moment, operator.process(), DeathAtEachWriteTest::concernsUs);
    operator.proxy().fault(death);
    way.act().accept(name(object));
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    operator.restart();
    way.end().accept(object);
    trial.nothingLeftBehind();
  }

  private static boolean concernsUs(ProxiedRequest request) {
    return request.target().contains("/namespaces/" + trial.namespace() + "/")
        || request.target().contains("/" + Installation.NAMESPACE + "/secrets");
  }

  private static ConfigMap scene(Way way, String name) {
    return way.scene()
        .apply(way.name().equals("capture") ? trial.createLarge(name) : trial.create(name));
  }

  private ConfigMap deleted(ConfigMap object) {
    trial.delete(name(object));
    trial.captured(name(object));
    return object;
  }

  private void purged(ConfigMap object) {
    eventually(
        () -> {
          assertThat(trial.records(trial.namespace(), name(object))).isEmpty();
          assertThat(trial.snapshots(object.getMetadata().getUid())).isEmpty();
          assertThat(trial.live(name(object))).isEmpty();
        });
  }

  private static String record(String name) {
    return trial.onlyRecord(name).getMetadata().getName();
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }
}
