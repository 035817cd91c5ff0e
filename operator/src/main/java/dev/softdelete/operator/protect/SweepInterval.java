package dev.softdelete.operator.protect;

import dev.softdelete.operator.policy.Guarantee;
import java.time.Duration;

/** The time after which a sweep has to be repeated. */
final class SweepInterval {
  private static final Duration NOTHING_SLIPS = Duration.ofMinutes(10);
  private static final Duration SOMETHING_MAY = Duration.ofMinutes(1);

  /**
   * The minimum interval as a multiple of the sweep's own duration. Sweeps that update many objects
   * without changing them must not keep the API server busy.
   */
  private static final int TIMES_ITS_OWN = 9;

  private SweepInterval() {}

  /**
   * Returns the interval until the next sweep. If only a webhook protects objects, sweeps find the
   * objects that it missed. They then run often, but for at most a tenth of the time.
   *
   * @param took the duration of the last sweep
   */
  static Duration of(Guarantee guarantee, Duration took) {
    return switch (guarantee) {
      case API_SERVER -> NOTHING_SLIPS;
      case WEBHOOK -> {
        Duration spared = took.multipliedBy(TIMES_ITS_OWN);
        yield spared.compareTo(SOMETHING_MAY) > 0 ? spared : SOMETHING_MAY;
      }
    };
  }
}
