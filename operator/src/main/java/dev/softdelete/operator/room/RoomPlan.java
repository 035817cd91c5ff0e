package dev.softdelete.operator.room;

import dev.softdelete.operator.policy.LimitCheck.Amount;
import dev.softdelete.operator.policy.LimitCheck.Excess;
import dev.softdelete.operator.policy.Load;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a capture has to do for its room. */
sealed interface RoomPlan {
  /** There is room. */
  record Free() implements RoomPlan {}

  /**
   * There will be room once these records are gone, and those that leave already.
   *
   * @param end the records that have to end early; empty if enough of them leave already
   */
  record InTheMaking(List<Candidate> end) implements RoomPlan {}

  /**
   * No room can be made. Then no record ends early.
   *
   * @param message names the limit and says what to do
   */
  record Full(String message) implements RoomPlan {}

  /**
   * Decides by the numbers.
   *
   * @param exceeded returns the limit that is exceeded if this much is used besides the capture
   * @param now what is used now
   * @param later returns what is used once everything that leaves is gone, and everybody who came
   *     before the capture and waits for room has it
   * @param first whether nobody who came before the capture waits for room. Otherwise it takes what
   *     is free only if it leaves enough for them
   * @param among returns the records that may end early, in the order in which they end
   */
  static RoomPlan of(
      Function<Load, Optional<Excess>> exceeded,
      Load now,
      Supplier<Load> later,
      boolean first,
      Supplier<Iterator<Candidate>> among) {
    boolean room = exceeded.apply(now).isEmpty();
    if (room && first) {
      return new Free();
    }
    Load left = later.get();
    Optional<Excess> excess = exceeded.apply(left);
    if (room && excess.isEmpty()) {
      return new Free();
    }
    if (excess.isEmpty()) {
      return new InTheMaking(List.of());
    }
    Iterator<Candidate> candidates = among.get();
    var end = new ArrayList<Candidate>();
    while (excess.isPresent()) {
      Optional<Candidate> next = next(candidates, excess.get());
      if (next.isEmpty()) {
        return new Full(excess.get().message());
      }
      end.add(next.get());
      left = left.minus(next.get().load());
      excess = exceeded.apply(left);
    }
    return new InTheMaking(List.copyOf(end));
  }

  /** Returns the next record whose end helps. No record that may end early has a volume. */
  private static Optional<Candidate> next(Iterator<Candidate> candidates, Excess excess) {
    while (excess.amount() != Amount.STORAGE && candidates.hasNext()) {
      Candidate candidate = candidates.next();
      if (!excess.ofRoutine() || candidate.routine()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
