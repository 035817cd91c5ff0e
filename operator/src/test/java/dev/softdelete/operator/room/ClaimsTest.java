package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.policy.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Load ONE = Load.of(new Usage(1, 0, BigDecimal.ZERO), false);

  private final AtomicLong time = new AtomicLong();
  private final Claims claims = new Claims(time::get);

  @Test
  void whatOthersWaitForCountsOnlyForLater() {
    claims.claim("waits", ONE, false);
    claims.claim("goes", ONE, true);

    assertThat(claims.admitted("new").all().records()).isEqualTo(1);
    assertThat(claims.all("new").all().records()).isEqualTo(2);
    assertThat(claims.all("waits").all().records()).isEqualTo(1);
  }

  @Test
  void whatARecordTakesIsCountedOnce() {
    claims.claim("a", ONE, true);
    claims.claim("b", ONE, true);

    claims.prune("a"::equals);

    assertThat(claims.admitted("new").all().records()).isEqualTo(1);
  }

  @Test
  void aCaptureThatIsNotTriedAgainClaimsNothing() {
    claims.claim("a", ONE, false);
    time.addAndGet(Claims.AT_MOST.toNanos());

    claims.prune(uid -> false);

    assertThat(claims.all("new")).isEqualTo(Load.NONE);
  }

  @Test
  void theFirstClaimTellsHowLongItWaits() {
    assertThat(claims.claim("a", ONE, false)).isEqualTo(Duration.ZERO);
    time.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(claims.claim("a", ONE, false)).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void whatIsGivenBackIsFree() {
    claims.claim("a", ONE, true);

    claims.give("a");

    assertThat(claims.all("new")).isEqualTo(Load.NONE);
  }
}
