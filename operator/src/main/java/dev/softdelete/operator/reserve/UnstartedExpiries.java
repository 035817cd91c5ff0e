package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds the reservations whose clock no other code starts: those with neither a record nor a
 * snapshot. A lost record is rebuilt from its snapshot, and a purge starts the clock before it
 * deletes the snapshot.
 */
final class UnstartedExpiries {
  private UnstartedExpiries() {}

  /**
   * Returns those of all reservations whose clock must be started now.
   *
   * @param recorded whether the object of a reservation has a record
   * @param kept returns the uids of the objects that have snapshots; called only if a record is
   *     missing
   * @param now the current time by the API server's clock
   */
  static List<NameReservation> among(
      List<NameReservation> all,
      Predicate<NameReservation> recorded,
      Supplier<Set<String>> kept,
      Instant now) {
    List<NameReservation> unrecorded =
        all.stream()
            .filter(
                r ->
                    ReservationStep.of(r, recorded.test(r), now)
                        instanceof ReservationStep.StartExpiry)
            .toList();
    if (unrecorded.isEmpty()) {
      return List.of();
    }
    Set<String> uids = kept.get();
    return unrecorded.stream().filter(r -> !uids.contains(r.getSpec().resource().uid())).toList();
  }
}
