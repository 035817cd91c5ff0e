package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.ledger.history.History;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.judge.Judge;
import dev.softdelete.e2e.ledger.judge.Violation;
import dev.softdelete.e2e.ledger.judge.Wrong;
import dev.softdelete.e2e.ledger.load.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Waits until nothing is pending any more, or until the same things stay pending. */
final class Calm {
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration LONG_QUIET = Duration.ofSeconds(6);

  /** The violations that the operator tries to repair only when something changes. */
  private static final Set<Wrong> NEVER_LOOKED_AT_AGAIN =
      EnumSet.of(Wrong.MARK_LEFT, Wrong.MANIFEST_LEFT);

  /**
   * The time after which something counts as stuck. It is longer than the operator waits before any
   * retry.
   */
  private static final Duration STUCK = Duration.ofSeconds(35);

  private static final Duration AT_MOST = Duration.ofMinutes(4);
  private static final int LOOK_AGAIN = 500;

  private final History history;
  private final Judge judge;
  private final Runnable meanwhile;
  private final Set<String> stuck = new HashSet<>();

  /**
   * Creates an object that waits when it is told to.
   *
   * @param meanwhile the action that is repeated while it waits
   */
  Calm(History history, Judge judge, Runnable meanwhile) {
    this.history = history;
    this.judge = judge;
    this.meanwhile = meanwhile;
  }

  /**
   * Waits until the system is calm. Things that are still stuck are remembered, and a later call
   * waits for them only briefly.
   */
  void await() {
    await(judge::unrest).forEach(v -> stuck.add(v.subject()));
  }

  /** Waits until the given violations have ended too, and returns those that are left. */
  List<Violation> await(BiFunction<List<Life>, Instant, List<Violation>> what) {
    Instant deadline = Instant.now().plus(AT_MOST);
    Set<String> before = Set.of();
    Instant since = Instant.now();
    while (true) {
      List<Violation> left = what.apply(history.lives(), Instant.now());
      Set<String> now = left.stream().map(Calm::name).collect(Collectors.toSet());
      if (!now.equals(before)) {
        before = now;
        since = Instant.now();
      }
      Duration same = Duration.between(since, Instant.now());
      if (left.isEmpty() ? quiet() : same.compareTo(patience(left)) > 0) {
        return left;
      }
      if (Instant.now().isAfter(deadline)) {
        return left;
      }
      meanwhile.run();
      Pause.millis(LOOK_AGAIN);
    }
  }

  private static String name(Violation violation) {
    return violation.wrong() + violation.subject();
  }

  private boolean quiet() {
    return System.nanoTime() - history.changed() > QUIET.toNanos();
  }

  private Duration patience(List<Violation> left) {
    boolean known =
        left.stream()
            .allMatch(
                v -> NEVER_LOOKED_AT_AGAIN.contains(v.wrong()) || stuck.contains(v.subject()));
    return known ? LONG_QUIET : STUCK;
  }
}
