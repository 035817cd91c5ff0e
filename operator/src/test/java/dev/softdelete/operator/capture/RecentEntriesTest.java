package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentEntriesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final RecentEntries<String, Integer> entries =
      new RecentEntries<>(3, Duration.ofSeconds(10), now::get);

  @Test
  void theOldestGoWhereThereAreTooMany() {
    IntStream.range(0, 1_000).forEach(i -> entries.put("k" + i, i));

    assertThat(entries.all().keySet()).containsExactly("k997", "k998", "k999");
  }

  @Test
  void whatIsPutInAgainIsNew() {
    entries.put("a", 1);
    entries.put("b", 2);
    entries.put("c", 3);
    entries.merge("a", 10, Integer::sum);
    entries.put("d", 4);

    assertThat(entries.all().keySet()).containsExactly("c", "a", "d");
    assertThat(entries.find("a")).contains(11);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, true", "PT9.999S, true", "PT10S, false", "PT1H, false"})
  void isForgottenInTime(Duration later, boolean remembered) {
    entries.put("a", 1);
    now.addAndGet(later.toNanos());

    assertThat(entries.find("a").isPresent()).isEqualTo(remembered);
    assertThat(entries.all().containsKey("a")).isEqualTo(remembered);
  }

  @Test
  void beingAskedForKeepsNothing() {
    entries.put("a", 1);
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(entries.find("a")).contains(1);
    now.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(entries.find("a")).isEmpty();
  }

  @Test
  void onlyWhatIsStillThereIsRemoved() {
    entries.put("a", 1);
    entries.remove("a", 2);
    assertThat(entries.find("a")).contains(1);
    entries.remove("a", 1);
    assertThat(entries.find("a")).isEmpty();
  }
}
