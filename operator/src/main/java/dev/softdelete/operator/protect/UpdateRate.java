package dev.softdelete.operator.protect;

import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Limits the number of updates per second and spaces them evenly. After a second without updates,
 * the updates of one second may run at once.
 */
final class UpdateRate {
  private final BlockingBucket bucket;

  private UpdateRate(Bucket bucket) {
    this.bucket = bucket.asBlocking();
  }

  static UpdateRate of(double perSecond) {
    return new UpdateRate(bucket(perSecond, TimeMeter.SYSTEM_NANOTIME));
  }

  /** Returns a bucket that gives one token for each update. */
  static Bucket bucket(double perSecond, TimeMeter clock) {
    // The bucket counts whole tokens, but the rate may be below one per second.
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

  /** Waits until the next update is allowed. */
  void await() {
    bucket.consumeUninterruptibly(1);
  }
}
