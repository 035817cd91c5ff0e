package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
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

    String exceeded = LimitCheck.exceeded(LIMITS, used, more).orElse("none");

    assertThat(exceeded).contains(limit);
  }

  @Test
  void reservedHostsCountAsRecords() {
    Usage more = new Usage(1, 0, BigDecimal.ZERO).plus(Usage.names(9));

    assertThat(LimitCheck.exceeded(LIMITS, Usage.NONE, more)).isEmpty();
    assertThat(LimitCheck.exceeded(LIMITS, Usage.names(1), more).orElseThrow())
        .contains("records: 10; this object counts 10 times, with the hosts");
  }

  @Test
  void whereThereIsNoLimitThereIsNone() {
    var much = new Usage(1L << 40, 1L << 40, BigDecimal.TEN);

    assertThat(LimitCheck.exceeded(null, much, much)).isEmpty();
    assertThat(LimitCheck.exceeded(new Limits(null, null, null), much, much)).isEmpty();
  }
}
