package dev.softdelete.operator.protect;

import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** So many updates a second, evenly; of a second in which there were none, as many at once. */
final class UpdateRate {
  private final BlockingBucket bucket;

  private UpdateRate(Bucket bucket) {
    this.bucket = bucket.asBlocking();
  }

  static UpdateRate of(double perSecond) {
    return new UpdateRate(bucket(perSecond, TimeMeter.SYSTEM_NANOTIME));
  }

  /** A token for each update. */
  static Bucket bucket(double perSecond, TimeMeter clock) {
    // Tokens are whole, and there may be fewer than one a second.
    Duration refill = Duration.ofNanos((long) (1e9 / perSecond));
    long atOnce = Math.max(1, (long) perSecond);
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(atOnce)
                    .refillGreedy(atOnce, refill.multipliedBy(atOnce))
                    .initialTokens(1))
        .withCustomTimePrecision(clock)
        .build();
  }

  /** Waits for the next. */
  void await() {
    bucket.consumeUninterruptibly(1);
  }
}
