package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.ledger.chaos.ChaosLevel;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How a run goes.
 *
 * @param seed of everything that is random; what is concurrent differs all the same
 * @param seconds of requests
 */
record Settings(long seed, int seconds, ChaosLevel chaos) {
  /** As the system properties {@code ledger.seed}, {@code .seconds} and {@code .chaos} say. */
  static Settings chosen(int usualSeconds) {
    return new Settings(
        Long.getLong("ledger.seed", RandomGenerator.getDefault().nextInt(1_000_000)),
        Integer.getInteger("ledger.seconds", usualSeconds),
        ChaosLevel.valueOf(System.getProperty("ledger.chaos", "all").toUpperCase(Locale.ROOT)));
  }

  /** The same with the next seed. */
  Settings next() {
    return new Settings(seed + 1, seconds, chaos);
  }

  /** By which it is repeated. */
  @Override
  public String toString() {
    return "-Dledger.seed=%d -Dledger.seconds=%d -Dledger.chaos=%s"
        .formatted(seed, seconds, chaos.name().toLowerCase(Locale.ROOT));
  }
}
