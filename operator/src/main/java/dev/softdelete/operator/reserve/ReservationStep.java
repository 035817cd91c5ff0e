package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.RetentionDuration;
import java.time.Duration;
import java.time.Instant;

/** What a reservation does next. */
sealed interface ReservationStep {
  /** The name is anybody's. */
  record Expire() implements ReservationStep {}

  /** Its record is no more, and nobody has started its clock. */
  record StartClock(Instant expiration) implements ReservationStep {}

  record Rest() implements ReservationStep {}

  /** A record is written a moment after its reservation. */
  Duration RECORDED_WITHIN = Duration.ofMinutes(10);

  /**
   * Decides it.
   *
   * @param recorded whether what it speaks of has its record, or a snapshot that gives it one again
   * @param now by the API server's clock
   */
  static ReservationStep of(NameReservation reservation, boolean recorded, Instant now) {
    String expiration = reservation.getSpec().expirationTime();
    if (expiration != null) {
      return now.isBefore(Instant.parse(expiration)) ? new Rest() : new Expire();
    }
    Instant written = Instant.parse(reservation.getMetadata().getCreationTimestamp());
    return recorded || now.isBefore(written.plus(RECORDED_WITHIN))
        ? new Rest()
        : new StartClock(expiration(reservation, now));
  }

  /** When a clock that starts now ends. */
  static Instant expiration(NameReservation reservation, Instant now) {
    return now.plus(
        RetentionDuration.parse(reservation.getSpec().duration()).orElse(Duration.ZERO));
  }
}
