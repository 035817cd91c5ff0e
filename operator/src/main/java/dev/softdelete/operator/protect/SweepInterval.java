package dev.softdelete.operator.protect;

import dev.softdelete.operator.admission.Guarantee;
import java.time.Duration;

/** How long a sweep is good for. */
final class SweepInterval {
  private static final Duration NOTHING_SLIPS = Duration.ofMinutes(10);
  private static final Duration SOMETHING_MAY = Duration.ofMinutes(1);

  /** Sweeps that touch much, and change nothing, are not to keep the API server busy. */
  private static final int TIMES_ITS_OWN = 9;

  private SweepInterval() {}

  /**
   * Where only a webhook protects, sweeps find what it missed: soon, but at most a tenth of the
   * time.
   *
   * @param took how long the last sweep took
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
