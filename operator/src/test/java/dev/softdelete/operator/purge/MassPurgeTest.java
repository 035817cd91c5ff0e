package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.purge.MassPurge.Verdict;
import dev.softdelete.operator.record.PurgeProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassPurgeTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");
  private static final MassPurge.Pace PACE = new MassPurge.Pace(3, Duration.ofMinutes(15));

  private final List<DeletedResource> ending = new ArrayList<>();
  private Instant now = NOON;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # others | asked, minutes ago | told, minutes ago | verdict
          0        | 0                  |                   | Goes
          2        | 0                  |                   | Goes
          3        | 0                  |                   | Waits 15
          3        | 20                 |                   | Waits 15
          2        | 20                 |                   | Goes
          3        | 14                 | 14                | Waits 1
          3        | 20                 | 5                 | Waits 10
          0        | 14                 | 14                | Waits 1
          3        | 15                 | 15                | HasWaited
          5000     | 20                 | 16                | HasWaited
          0        | 2                  | 60                | Waits 13
          """)
  void decidesByNumbers(int others, int askedAgo, Integer toldAgo, String verdict) {
    Verdict decided =
        MassPurge.decide(
            minutesAgo(askedAgo),
            Optional.ofNullable(toldAgo).map(MassPurgeTest::minutesAgo),
            others,
            NOON,
            PACE);

    assertThat(
            decided instanceof Verdict.Waits w
                ? "Waits " + Duration.between(NOON, w.until()).toMinutes()
                : decided.getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  private static Instant minutesAgo(int minutes) {
    return NOON.minus(Duration.ofMinutes(minutes));
  }

  @Test
  void theFirstGoAndTheOthersWait() {
    MassPurge mass = mass(PACE);

    assertThat(names(mass, purges(5))).containsExactly("Goes", "Goes", "Goes", "Waits", "Waits");
  }

  @Test
  void whoeverWasLetGoGoesOn() {
    MassPurge mass = mass(PACE);
    var first = purges(5);
    names(mass, first);

    assertThat(names(mass, first)).containsExactly("Goes", "Goes", "Goes", "Waits", "Waits");
  }

  @Test
  void nobodyGoesWhereManyAreOnTheirWayAlready() {
    ending.addAll(purges(5));

    assertThat(names(mass(PACE), ending)).containsOnly("Waits");
  }

  @Test
  void afterTenMinutesOthersGo() {
    MassPurge mass = mass(PACE);
    names(mass, purges(3));
    now = NOON.plus(Duration.ofMinutes(11));

    assertThat(mass.of(Purging.named("late", asked(now)))).isInstanceOf(Verdict.Goes.class);
  }

  @Test
  void whatEndsByItselfNeitherWaitsNorCounts() {
    var expired =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    Purging.named(
                        "e" + i, Purging.deleted(NOON.toString(), Purging.record(NOON.toString()))))
            .toList();
    ending.addAll(expired);
    MassPurge mass = mass(PACE);

    assertThat(names(mass, expired)).containsOnly("Goes");
    assertThat(mass.of(Purging.named("asked", asked(NOON)))).isInstanceOf(Verdict.Goes.class);
  }

  @Test
  void whatAPolicyWantsNoSoftDeleteOfNeitherWaitsNorCounts() {
    var many = purges(5);
    ending.addAll(many);
    var mass = new MassPurge(PACE, () -> ending, record -> true, () -> now);

    assertThat(names(mass, many)).containsOnly("Goes");
  }

  @Test
  void whoeverIsToldToWaitDoesSoWhateverBecomesOfTheOthers() {
    DeletedResource told =
        waiting(PurgeProgress.Reason.MassPurge.name(), Purging.named("told", asked(NOON)));

    assertThat(mass(PACE).of(told)).isEqualTo(new Verdict.Waits(NOON.plus(PACE.delay()), 0));
  }

  @Test
  void withoutADelayNobodyWaits() {
    assertThat(names(mass(new MassPurge.Pace(0, Duration.ZERO)), purges(2))).containsOnly("Goes");
  }

  @Test
  void whatHasWaitedAndBegunGoesOn() {
    ending.addAll(purges(5));

    assertThat(
            mass(PACE)
                .of(
                    waiting(
                        PurgeProgress.Reason.Purging.name(), Purging.named("begun", asked(NOON)))))
        .isInstanceOf(Verdict.Goes.class);
  }

  @Test
  void whatWaitsForSomethingElseDoesNotCount() {
    purges(5).forEach(record -> ending.add(waiting("PurgeDelayed", record)));

    assertThat(mass(PACE).of(Purging.named("one", asked(NOON)))).isInstanceOf(Verdict.Goes.class);
  }

  @Test
  void oneThatCannotBeReadStopsNoOther() {
    ending.add(Purging.named("odd", Purging.deleted(NOON.toString(), Purging.record("noon"))));
    ending.addAll(purges(4));

    assertThat(mass(PACE).of(ending.get(1)))
        .isEqualTo(new Verdict.Waits(NOON.plus(PACE.delay()), 3));
  }

  private static DeletedResource waiting(String reason, DeletedResource record) {
    record.setStatus(
        new DeletedResourceStatus(
            State.DELETED,
            null,
            Conditions.with(List.of(), Conditions.of("Purged", false, reason, "It waits."), NOON)));
    return record;
  }

  private MassPurge mass(MassPurge.Pace pace) {
    return new MassPurge(pace, () -> ending, record -> false, () -> now);
  }

  private List<DeletedResource> purges(int count) {
    return IntStream.range(0, count).mapToObj(i -> Purging.named("r" + i, asked(NOON))).toList();
  }

  private static DeletedResource asked(Instant at) {
    return Purging.deleted(at.toString(), Purging.record(null));
  }

  private static List<String> names(MassPurge mass, List<DeletedResource> records) {
    return records.stream().map(r -> mass.of(r).getClass().getSimpleName()).toList();
  }
}
