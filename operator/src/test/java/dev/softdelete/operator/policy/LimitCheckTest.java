package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitCheckTest {
  private static final Limits LIMITS = new Limits(10, Quantity.parse("1Ki"), Quantity.parse("2Gi"));
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 100, 0, none",
    "9, 0, 0, 100, 0, none",
    "10, 0, 0, 100, 0, records: 10",
    "1, 924, 0, 100, 0, none",
    "1, 925, 0, 100, 0, bytes: 1Ki",
    "1, 0, 1, 100, 1, none",
    "1, 0, 2, 100, 1, storage: 2Gi",
    "1, 0, 3, 100, 0, none",
  })
  void namesTheFirstThatWouldBeExceeded(
      long records, long bytes, long gib, long moreBytes, long moreGib, String limit) {
    var used = new Usage(records, bytes, BigDecimal.valueOf(gib * GIB));
    var more = new Usage(1, moreBytes, BigDecimal.valueOf(moreGib * GIB));

    String exceeded = message(LimitCheck.exceeded(LIMITS, used, more));

    assertThat(exceeded).contains(limit);
  }

  @Test
  void reservedHostsCountAsRecords() {
    Usage more = new Usage(1, 0, BigDecimal.ZERO).plus(Usage.names(9));

    assertThat(LimitCheck.exceeded(LIMITS, Usage.NONE, more)).isEmpty();
    assertThat(message(LimitCheck.exceeded(LIMITS, Usage.names(1), more)))
        .contains("records: 10; this object counts 10 times, with the hosts");
  }

  @Test
  void whereThereIsNoLimitThereIsNone() {
    var much = new Usage(1L << 40, 1L << 40, BigDecimal.TEN);

    assertThat(LimitCheck.exceeded(null, much, much)).isEmpty();
    assertThat(LimitCheck.exceeded(new Limits(null, null, null), much, much)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // limit, routine before, others before, is it routine, exceeded
    "10, 7, 0, true, none",
    "10, 8, 0, true, RECORDS of routine",
    "10, 8, 0, false, none",
    "10, 8, 1, false, none",
    "10, 8, 2, false, RECORDS",
    "10, 2, 8, true, RECORDS",
    "10, 0, 9, true, none",
    "5, 4, 0, true, RECORDS of routine",
    "4, 3, 0, true, RECORDS of routine",
    "2, 0, 0, true, none",
    "2, 1, 0, true, RECORDS of routine",
    "1, 0, 0, true, none",
    "1, 1, 0, false, RECORDS",
  })
  void routineDeletionsTakeFourFifthsOfTheRecordsButAtLeastOne(
      int limit, int routine, int others, boolean isRoutine, String exceeded) {
    var limits = new Limits(limit, null, null);
    Load used = load(routine, 0, true).plus(load(others, 0, false));

    assertThat(name(exceeded(limits, used, load(1, 0, isRoutine)))).isEqualTo(exceeded);
  }

  @ParameterizedTest
  @CsvSource({
    "720, true, none",
    "721, true, BYTES of routine",
    "721, false, none",
    "921, false, BYTES",
  })
  void andOfTheBytes(long before, boolean isRoutine, String exceeded) {
    var limits = new Limits(null, Quantity.parse("1000"), null);

    assertThat(name(exceeded(limits, load(1, before, true), load(1, 80, isRoutine))))
        .isEqualTo(exceeded);
  }

  @Test
  void theMessageNamesTheShare() {
    var limits = new Limits(10, null, null);

    assertThat(exceeded(limits, load(8, 0, true), load(1, 0, true)).orElseThrow().message())
        .contains("records: 10, of which routine deletions may take 80 %");
  }

  private static Optional<LimitCheck.Excess> exceeded(Limits limits, Load used, Load more) {
    return LimitCheck.exceeded(limits, used.all(), more.all())
        .or(() -> LimitCheck.shareExceeded(limits, used, more));
  }

  private static Load load(long records, long bytes, boolean routine) {
    return Load.of(new Usage(records, bytes, BigDecimal.ZERO), routine);
  }

  private static String name(Optional<LimitCheck.Excess> excess) {
    return excess.map(e -> e.amount() + (e.ofRoutine() ? " of routine" : "")).orElse("none");
  }

  private static String message(Optional<LimitCheck.Excess> excess) {
    return excess.map(LimitCheck.Excess::message).orElse("none");
  }
}
