package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.softdelete.e2e.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Kills the operator at each write of a procedure such as a capture or a restore. */
record Deaths(Trial trial, FaultyOperator operator) implements AutoCloseable {

  /**
   * Starts a new trial, with the operator behind a proxy.
   *
   * @param spec further lines of the policy: YAML, indented by two
   */
  static Deaths begin(String spec) throws IOException {
    var operator = FaultyOperator.begin();
    return new Deaths(Trial.begin(spec), operator);
  }

  @Override
  public void close() {
    trial.close();
    operator.close();
  }

  /**
   * A procedure of the operator, such as a capture or a restore.
   *
   * @param <T> the type of the deleted object
   * @param scene creates the initial state, under the given name
   * @param act starts the procedure
   * @param end asserts the state after the complete procedure
   * @param after asserts what must hold after a death
   */
  record Way<T>(
      String name,
      Function<String, T> scene,
      Consumer<String> act,
      Consumer<T> end,
      Consumer<T> after) {

    Way(String name, Function<String, T> scene, Consumer<String> act, Consumer<T> end) {
      this(name, scene, act, end, end);
    }
  }

  /**
   * Returns a test for each write and each of the two moments; in the default tier, for one or two
   * of them.
   */
  <T> Stream<DynamicTest> of(Way<T> way) {
    List<ProxiedRequest> writes = writesOf(way);
    assertThat(writes).as("writes").hasSizeGreaterThan(1);
    return Death.Point.of(writes)
        .map(
            point ->
                dynamicTest(
                    "%s: dies %s, %s".formatted(way.name(), point, writes.get(point.write() - 1)),
                    () -> dieAt(way, point)));
  }

  private <T> List<ProxiedRequest> writesOf(Way<T> way) {
    T object = way.scene().apply(way.name());
    Death count = Death.never(this::concernsUs);
    operator.proxy().fault(count);
    way.act().accept(way.name());
    way.end().accept(object);
    operator.proxy().fault(Fault.NONE);
    return count.writes();
  }

  private <T> void dieAt(Way<T> way, Death.Point point) throws InterruptedException {
    String name =
        way.name() + "-" + point.write() + "-" + point.moment().name().toLowerCase(Locale.ROOT);
    T object = way.scene().apply(name);
    var death = Death.at(point, operator.process(), this::concernsUs);
    operator.proxy().fault(death);
    way.act().accept(name);
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
    operator.restart();
    way.after().accept(object);
    trial.nothingLeftBehind();
  }

  private boolean concernsUs(ProxiedRequest request) {
    return request.target().contains("/namespaces/" + trial.namespace() + "/")
        || request.target().contains("/persistentvolumes")
        || request.target().contains("/namereservations")
        || request.target().contains("/reservednames")
        || request.target().contains("/" + Installation.NAMESPACE + "/secrets");
  }
}
