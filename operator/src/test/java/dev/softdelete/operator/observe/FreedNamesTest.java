package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreedNamesTest {
  private static final Optional<Duration> TWO_DAYS = Optional.of(Duration.ofDays(2));

  private final AtomicLong now = new AtomicLong();
  private final FreedNames names = new FreedNames(2, now::get);

  @Test
  void aNameIsTakenOnce() {
    names.add("a", "ann", TWO_DAYS);

    assertThat(names.take("a", "ann")).contains(true);
    assertThat(names.take("a", "ann")).isEmpty();
  }

  @Test
  void whoDeletedTheObjectIsKnown() {
    names.add("a", "ann", TWO_DAYS);

    assertThat(names.take("a", "bob")).contains(false);
  }

  @Test
  void aNameIsFreeAfterItsRetention() {
    names.add("a", "ann", TWO_DAYS);
    names.add("b", "ann", Optional.empty());
    now.set(Duration.ofDays(2).toNanos());

    assertThat(names.take("a", "ann")).isEmpty();
    assertThat(names.take("b", "ann")).contains(true);
  }

  @Test
  void theOldestIsForgottenWhenThereAreTooManyAndThatIsSaid() {
    assertThat(names.add("a", "ann", TWO_DAYS)).isFalse();
    assertThat(names.add("b", "ann", TWO_DAYS)).isFalse();
    assertThat(names.add("b", "ann", TWO_DAYS)).isFalse();
    assertThat(names.add("c", "ann", TWO_DAYS)).isTrue();

    assertThat(names.take("a", "ann")).isEmpty();
    assertThat(names.take("b", "ann")).contains(true);
  }

  @Test
  void toForgetWhatIsOverIsNotSaid() {
    names.add("a", "ann", TWO_DAYS);
    names.add("b", "ann", TWO_DAYS);
    now.set(Duration.ofDays(3).toNanos());

    assertThat(names.add("c", "ann", TWO_DAYS)).isFalse();
  }

  @Test
  void aRetentionOfCenturiesIsNoShortOne() {
    names.add("a", "ann", Optional.of(Duration.ofDays(1_000_000)));
    now.set(Duration.ofDays(30_000).toNanos());

    assertThat(names.take("a", "ann")).isPresent();
  }
}
