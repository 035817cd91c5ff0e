package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationStepTest {
  private static final NameReservation HELD = Reserved.ingress();
  private static final NameReservation RUNNING = Reserved.expiring(HELD, "2026-11-29T12:00:00Z");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(HELD, true, "2026-12-25T12:00:00Z", new ReservationStep.Rest()),
        Arguments.of(HELD, false, "2026-11-25T12:00:01Z", new ReservationStep.Rest()),
        Arguments.of(
            HELD,
            false,
            "2026-11-25T12:11:00Z",
            new ReservationStep.StartExpiry(Instant.parse("2026-11-29T12:11:00Z"))),
        Arguments.of(RUNNING, true, "2026-11-29T11:59:59Z", new ReservationStep.Rest()),
        Arguments.of(RUNNING, false, "2026-11-29T11:59:59Z", new ReservationStep.Rest()),
        Arguments.of(RUNNING, false, "2026-11-29T12:00:00Z", new ReservationStep.Expire()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void followsTheRecordThenTheClock(
      NameReservation reservation, boolean recorded, String now, ReservationStep expected) {
    assertThat(ReservationStep.of(reservation, recorded, Instant.parse(now))).isEqualTo(expected);
  }
}
