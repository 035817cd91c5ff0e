package dev.softdelete.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
  private static final String PATH = "/api/v1/configmaps";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final QueueState IDLE = new QueueState("captures", true, Optional.empty());
  private static final WatchState WATCHING = new WatchState(PATH, true, true);

  static Stream<Arguments> situations() {
    return Stream.of(
        Arguments.of("all is well", vitals(true, IDLE, WATCHING), ""),
        Arguments.of(
            "nothing is watched yet", new Vitals(true, List.of(), List.of(), Set.of()), ""),
        Arguments.of(
            "the reconcilers do not run", vitals(false, IDLE, WATCHING), "reconcilers do not run"),
        Arguments.of(
            "a queue takes no work",
            vitals(true, new QueueState("captures", false, Optional.empty()), WATCHING),
            "queue of captures takes no work"),
        Arguments.of("a worker takes its time", vitals(true, busy(PATIENCE), WATCHING), ""),
        Arguments.of(
            "a worker does not come back",
            vitals(true, busy(PATIENCE.plusSeconds(1)), WATCHING),
            "queue of captures is stuck: configmaps shop/web has been worked on for 601 s"),
        Arguments.of(
            "a watch has ended",
            vitals(true, IDLE, new WatchState(PATH, false, false)),
            "watch of /api/v1/configmaps has ended"),
        Arguments.of(
            "a watch has no connection, as when the API server is down",
            vitals(true, IDLE, new WatchState(PATH, true, false)),
            ""),
        Arguments.of(
            "a watch should have come back",
            new Vitals(
                true, List.of(IDLE), List.of(new WatchState(PATH, true, false)), Set.of(PATH)),
            "watch of /api/v1/configmaps does not come back"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  void saysWhatARestartMayMend(String situation, Vitals vitals, String problem) {
    List<String> problems = Diagnosis.of(vitals, PATIENCE);

    if (problem.isEmpty()) {
      assertThat(problems).as(situation).isEmpty();
    } else {
      assertThat(problems).as(situation).singleElement().asString().contains(problem);
    }
  }

  private static QueueState busy(Duration since) {
    return new QueueState(
        "captures", true, Optional.of(new QueueState.Busy("configmaps shop/web", since)));
  }

  private static Vitals vitals(boolean reconcilers, QueueState queue, WatchState watch) {
    return new Vitals(reconcilers, List.of(queue), List.of(watch), Set.of());
  }
}
