package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Limits;
import dev.softdelete.api.NearLimit;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitWarningTest {
  private static final Limits LIMITS =
      new Limits(10, Quantity.parse("1000"), Quantity.parse("1Gi"));
  private static final List<NearLimit> RECORDS_TOLD = List.of(new NearLimit("ci", "records", 90L));

  @ParameterizedTest
  @CsvSource({
    "7, 799, 0, false, ''",
    "8, 799, 0, false, records 80",
    "8, 800, 0, false, bytes 80 records 80",
    "9, 999, 0, false, bytes 99 records 90",
    "0, 0, 1073741824, false, storage 100",
    "7, 799, 0, true, records 70",
    "6, 799, 0, true, ''",
    "12, 0, 0, false, records 120",
  })
  void beginsAtFourFifthsAndEndsBelowSevenTenths(
      long records, long bytes, long storage, boolean told, String near) {
    var used = new Usage(records, bytes, BigDecimal.valueOf(storage));

    assertThat(
            LimitWarning.of(LIMITS, Map.of("ci", used), told ? RECORDS_TOLD : null).stream()
                .map(n -> n.limit() + " " + n.percent())
                .collect(Collectors.joining(" ")))
        .isEqualTo(near);
  }

  @Test
  void theFullestComeFirstAndNotAllAreListed() {
    Map<String, Usage> used =
        IntStream.range(0, 30)
            .boxed()
            .collect(Collectors.toMap(i -> "ns-" + i, i -> new Usage(10 + i, 0, BigDecimal.ZERO)));

    assertThat(LimitWarning.of(LIMITS, used, null))
        .hasSize(20)
        .first()
        .isEqualTo(new NearLimit("ns-29", "records", 390L));
  }

  @Test
  void anEntryIsNewOnce() {
    List<NearLimit> now =
        List.of(new NearLimit("ci", "records", 95L), new NearLimit(null, "records", 80L));

    assertThat(LimitWarning.news(now, RECORDS_TOLD))
        .containsExactly(new NearLimit(null, "records", 80L));
    assertThat(LimitWarning.news(now, null)).isEqualTo(now);
  }

  @Test
  void clusterScopedObjectsHaveNoNamespace() {
    var used = Map.of("", new Usage(9, 0, BigDecimal.ZERO));

    assertThat(LimitWarning.of(LIMITS, used, null))
        .containsExactly(new NearLimit(null, "records", 90L));
    assertThat(LimitWarning.text(LimitWarning.of(LIMITS, used, null)))
        .startsWith("cluster-scoped objects: 90 % of limits.records");
  }

  @Test
  void whereThereIsNoLimitThereIsNoWarning() {
    var used = Map.of("ci", new Usage(9, 9, BigDecimal.TEN));

    assertThat(LimitWarning.of(null, used, null)).isEmpty();
    assertThat(LimitWarning.of(new Limits(null, null, null), used, null)).isEmpty();
  }
}
