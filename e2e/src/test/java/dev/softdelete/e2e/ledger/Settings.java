package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.ledger.chaos.ChaosLevel;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The settings of a run.
 *
 * @param seed the seed of everything that is random; a run with the same seed still differs,
 *     because threads run concurrently
 * @param seconds how long requests are sent
 */
record Settings(long seed, int seconds, ChaosLevel chaos) {
  /**
   * Returns the settings of the system properties {@code ledger.seed}, {@code .seconds} and {@code
   * .chaos}.
   */
  static Settings chosen(int usualSeconds) {
    return new Settings(
        Long.getLong("ledger.seed", RandomGenerator.getDefault().nextInt(1_000_000)),
        Integer.getInteger("ledger.seconds", usualSeconds),
        ChaosLevel.valueOf(System.getProperty("ledger.chaos", "all").toUpperCase(Locale.ROOT)));
  }

  /** Returns the same settings with the next seed. */
  Settings next() {
    return new Settings(seed + 1, seconds, chaos);
  }

  /** Returns the system properties that repeat the run. */
  @Override
  public String toString() {
    return "-Dledger.seed=%d -Dledger.seconds=%d -Dledger.chaos=%s"
        .formatted(seed, seconds, chaos.name().toLowerCase(Locale.ROOT));
  }
}
