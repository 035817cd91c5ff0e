package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ReservedName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainHoldersTest {
  @ParameterizedTest
  @CsvSource({
    "a.b.test, test b.test",
    "*.b.test, test b.test",
    "test, ''",
    "1.2.3.4.5.6.7.8.9.10.11.12, 12 11.12 10.11.12 9.10.11.12 8.9.10.11.12 7.8.9.10.11.12"
        + " 6.7.8.9.10.11.12 5.6.7.8.9.10.11.12 4.5.6.7.8.9.10.11.12 3.4.5.6.7.8.9.10.11.12",
  })
  void areAskedAboutTheDomainsAboveAHost(String host, String domains) {
    assertThat(String.join(" ", DomainHolders.above(host))).isEqualTo(domains);
  }

  @Test
  void areListedOnceIfTheyAreTheSame() {
    var holders = new DomainHolders();
    holders.add(of("a"));
    holders.add(of("a"));
    holders.add(of("b"));

    assertThat(holders.all()).isEqualTo(List.of(of("a"), of("b")));
  }

  @Test
  void areNobodyWhereTheyAreMany() {
    var holders = new DomainHolders();
    IntStream.range(0, 100).forEach(i -> holders.add(of("t" + i)));

    assertThat(holders.all()).isEqualTo(List.of(Map.of()));
  }

  private static Map<String, ReservedName> of(String tenant) {
    return Map.of("=" + tenant, new ReservedName("r", null));
  }
}
