package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.RetentionDuration;
import java.time.Duration;
import java.time.Instant;

/** The next step of a reservation. */
sealed interface ReservationStep {
  /** The reservation has expired: any tenant may take the name. */
  record Expire() implements ReservationStep {}

  /** The record no longer exists, and the clock was not started. */
  record StartExpiry(Instant expiration) implements ReservationStep {}

  record Rest() implements ReservationStep {}

  /** A record is written within this time after its reservation. */
  Duration RECORDED_WITHIN = Duration.ofMinutes(10);

  /**
   * Decides the next step.
   *
   * @param recorded whether the object has a record, or a snapshot from which a record is rebuilt
   * @param now the current time by the API server's clock
   */
  static ReservationStep of(NameReservation reservation, boolean recorded, Instant now) {
    String expiration = reservation.getSpec().expirationTime();
    if (expiration != null) {
      return now.isBefore(Instant.parse(expiration)) ? new Rest() : new Expire();
    }
    Instant written = Instant.parse(reservation.getMetadata().getCreationTimestamp());
    return recorded || now.isBefore(written.plus(RECORDED_WITHIN))
        ? new Rest()
        : new StartExpiry(expiration(reservation, now));
  }

  /** Returns when a clock that starts now ends. */
  static Instant expiration(NameReservation reservation, Instant now) {
    return now.plus(
        RetentionDuration.parse(reservation.getSpec().duration()).orElse(Duration.ZERO));
  }
}
