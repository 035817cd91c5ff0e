package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which clocks nobody else starts. A record that was lost comes back from its snapshot, and a purge
 * starts the clock before it deletes that.
 */
final class ForgottenClocks {
  private ForgottenClocks() {}

  /**
   * Of all reservations.
   *
   * @param recorded whether what one speaks of has a record
   * @param kept the uids of what there are snapshots of, looked up where records are missing
   * @param now by the API server's clock
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
                        instanceof ReservationStep.StartClock)
            .toList();
    if (unrecorded.isEmpty()) {
      return List.of();
    }
    Set<String> uids = kept.get();
    return unrecorded.stream().filter(r -> !uids.contains(r.getSpec().resource().uid())).toList();
  }
}
