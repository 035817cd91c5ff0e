package dev.softdelete.e2e.ledger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  private static Stream<Disturbance> many(long seed, ChaosLevel level) {
    var random = new Random(seed);
    return Stream.generate(() -> Disturbance.next(random, level)).limit(500);
  }

  private static Set<Disturbance.What> kinds(ChaosLevel level) {
    return many(1, level).map(Disturbance::what).collect(Collectors.toSet());
  }

  @Test
  void isOfTheLevelAskedFor() {
    assertThat(kinds(ChaosLevel.ALL)).isEqualTo(EnumSet.allOf(Disturbance.What.class));
    assertThat(kinds(ChaosLevel.OPERATORS))
        .isEqualTo(
            EnumSet.of(
                Disturbance.What.KILL,
                Disturbance.What.STOP,
                Disturbance.What.PAUSE,
                Disturbance.What.DOUBLE));
  }

  @Test
  void followsFromTheSeed() {
    assertThat(many(2, ChaosLevel.ALL)).containsExactlyElementsOf(many(2, ChaosLevel.ALL).toList());
  }
}
