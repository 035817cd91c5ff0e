package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Limits;
import dev.softdelete.operator.policy.LimitCheck;
import dev.softdelete.operator.policy.LimitCheck.Excess;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.policy.Usage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit is 10 records. Numbers of records are written {@code others+routine ones}. */
class RoomPlanTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                                  | now  | later | more    | candidates | plan
          there is room                           | 9+0  | 9+0   | person  |            | free
          what leaves makes room                  | 5+5  | 5+4   | person  | R R        | wait
          what leaves is not enough               | 5+6  | 5+5   | person  | R R        | end R
          as many as needed                       | 4+8  | 4+8   | person  | R R R R    | end R R R
          in their order                          | 4+7  | 4+7   | person  | p R R      | end p R
          nobody goes if that does not help       | 8+3  | 8+3   | person  | R          | full
          a routine one within its share          | 0+7  | 0+7   | routine |            | free
          beyond its share a routine one goes     | 0+8  | 0+8   | routine | p R R      | end R
          others go for it only for the whole     | 5+5  | 5+5   | routine | p R        | end p
          for both                                | 2+9  | 2+9   | routine | p R R      | end p R R
          the share is full                       | 0+8  | 0+8   | routine | p p        | full
          """)
  void endsAsFewAsNeededOrNone(
      String what, String now, String later, String more, String candidates, String plan) {
    Function<Load, Optional<Excess>> exceeded =
        exceeded(new Limits(10, null, null), load("1", more.equals("routine")));
    List<Candidate> all =
        candidates == null
            ? List.of()
            : Arrays.stream(candidates.split(" ", -1)).map(RoomPlanTest::candidate).toList();

    assertThat(text(RoomPlan.of(exceeded, load(now), () -> load(later), true, all::iterator)))
        .as(what)
        .isEqualTo(plan);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                                        | now | later | candidates | plan
          there is enough for everybody                 | 9+0 | 9+0   |            | free
          the last room is for who came before          | 9+0 | 10+0  |            | full
          or for the next one, if some can be made      | 9+0 | 9+1   | R          | end R
          what leaves is enough for both                | 9+1 | 9+0   |            | wait
          """)
  void leavesEnoughForWhoCameBefore(
      String what, String now, String later, String candidates, String plan) {
    var limits = exceeded(new Limits(10, null, null), load("1", false));
    List<Candidate> all = candidates == null ? List.of() : List.of(candidate(candidates));

    assertThat(text(RoomPlan.of(limits, load(now), () -> load(later), false, all::iterator)))
        .as(what)
        .isEqualTo(plan);
  }

  @Test
  void noRecordEndsForAVolume() {
    var claim = Load.of(new Usage(1, 0, BigDecimal.TEN), true);
    var limits = new Limits(10, null, Quantity.parse("1"));
    List<Candidate> all = List.of(candidate("R"));

    assertThat(
            text(
                RoomPlan.of(
                    exceeded(limits, claim), Load.NONE, () -> Load.NONE, true, all::iterator)))
        .isEqualTo("full");
  }

  private static Function<Load, Optional<Excess>> exceeded(Limits limits, Load more) {
    return used ->
        LimitCheck.exceeded(limits, used.all(), more.all())
            .or(() -> LimitCheck.shareExceeded(limits, used, more));
  }

  private static Candidate candidate(String text) {
    boolean routine = text.equals("R");
    return new Candidate(
        RoomRecords.record("u", "web", 0, routine),
        load("1", routine),
        routine ? Candidate.Why.ROUTINE : Candidate.Why.REDUNDANT);
  }

  private static Load load(String othersAndRoutine) {
    String[] parts = othersAndRoutine.split("\\+", -1);
    return load(parts[0], false).plus(load(parts[1], true));
  }

  private static Load load(String records, boolean routine) {
    return Load.of(new Usage(Long.parseLong(records), 0, BigDecimal.ZERO), routine);
  }

  private static String text(RoomPlan plan) {
    return switch (plan) {
      case RoomPlan.Free f -> "free";
      case RoomPlan.Full f -> "full";
      case RoomPlan.InTheMaking m ->
          m.end().isEmpty()
              ? "wait"
              : "end "
                  + m.end().stream()
                      .map(c -> c.routine() ? "R" : "p")
                      .collect(Collectors.joining(" "));
    };
  }
}
