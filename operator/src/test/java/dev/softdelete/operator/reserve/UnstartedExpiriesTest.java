package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnstartedExpiriesTest {
  private static final NameReservation HELD = Reserved.ingress();
  private static final String UID = HELD.getSpec().resource().uid();
  private static final Instant LATER = Instant.parse("2026-11-25T13:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "true, true, false",
    "true, false, false",
    "false, true, false",
    "false, false, true"
  })
  void haveNeitherRecordNorSnapshot(boolean recorded, boolean kept, boolean expected) {
    Set<String> snapshots = kept ? Set.of("another", UID) : Set.of("another");

    List<NameReservation> forgotten =
        UnstartedExpiries.among(List.of(HELD), r -> recorded, () -> snapshots, LATER);

    assertThat(forgotten).isEqualTo(expected ? List.of(HELD) : List.of());
  }

  @Test
  void areNotLookedForWhereEveryRecordIsKnown() {
    assertThat(
            UnstartedExpiries.among(
                List.of(HELD, Reserved.expiring(HELD, "2026-11-29T12:00:00Z")),
                r -> r.getSpec().expirationTime() == null,
                () -> {
                  throw new AssertionError("looked up");
                },
                LATER))
        .isEmpty();
  }
}
