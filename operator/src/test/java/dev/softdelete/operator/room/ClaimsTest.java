package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Limits;
import dev.softdelete.operator.policy.LimitCheck;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.policy.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Limits LIMITS = new Limits(5, null, null);

  private final AtomicLong time = new AtomicLong();
  private final Claims claims = new Claims(time::get);

  @Test
  void whatIsAdmittedGoesFirstWheneverItCame() {
    claims.claim(request("a", 1), true);
    claims.claim(request("b", 1), false);
    claims.claim(request("c", 1), true);

    assertThat(before("a", 0)).isEqualTo(1);
    assertThat(before("b", 0)).isEqualTo(2);
    assertThat(before("new", 0)).isEqualTo(3);
  }

  @Test
  void whoWaitsGoesBeforeLaterOnes() {
    claims.claim(request("a", 1), false);
    claims.queue(request("b", 2));

    assertThat(before("a", 0)).isZero();
    assertThat(before("b", 0)).isEqualTo(1);
    assertThat(before("new", 0)).isEqualTo(3);
    assertThat(claims.isFirst("a")).isTrue();
    assertThat(claims.isFirst("b")).isFalse();
    assertThat(claims.isFirst("new")).isFalse();
  }

  @Test
  void whoDoesNotFitIsPassed() {
    claims.queue(request("large", 4));
    claims.queue(request("small", 1));

    assertThat(before("new", 1)).isEqualTo(5);
    assertThat(before("new", 2)).isEqualTo(3);
    assertThat(before("new", 5)).isEqualTo(5);
  }

  @Test
  void aRenewedClaimKeepsItsPlace() {
    claims.queue(request("a", 1));
    claims.queue(request("b", 1));
    claims.queue(request("a", 1));

    assertThat(before("a", 0)).isZero();
    assertThat(before("b", 0)).isEqualTo(1);
  }

  @Test
  void whatARecordTakesIsCountedOnce() {
    claims.claim(request("a", 1), true);
    claims.claim(request("b", 1), true);

    claims.prune("a"::equals);

    assertThat(before("new", 0)).isEqualTo(1);
  }

  @Test
  void aCaptureThatIsNotTriedAgainClaimsNothing() {
    claims.claim(request("a", 1), false);
    time.addAndGet(Claims.AT_MOST.toNanos());

    claims.prune(uid -> false);

    assertThat(before("new", 0)).isZero();
    assertThat(claims.isFirst("new")).isTrue();
  }

  @Test
  void theFirstClaimTellsHowLongItWaits() {
    assertThat(claims.claim(request("a", 1), false)).isEqualTo(Duration.ZERO);
    time.addAndGet(Duration.ofSeconds(11).toNanos());

    assertThat(claims.claim(request("a", 1), false)).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void theQueueIsBounded() {
    for (int i = 0; i < Claims.MOST_WAITING + 10; i++) {
      claims.queue(request("u-" + i, 0));
    }
    claims.queue(request("late", 1));
    claims.queue(request("u-0", 1));

    assertThat(before("new", 0)).isEqualTo(1);
  }

  private long before(String uid, long used) {
    return claims.before(uid, load(used)).all().records();
  }

  private static Room.Request request(String uid, long records) {
    Load more = load(records);
    return new Room.Request(
        Optional.of("ci"),
        uid,
        more,
        Load.NONE,
        used -> LimitCheck.exceeded(LIMITS, used.all(), more.all()));
  }

  private static Load load(long records) {
    return Load.of(new Usage(records, 0, BigDecimal.ZERO), false);
  }
}
