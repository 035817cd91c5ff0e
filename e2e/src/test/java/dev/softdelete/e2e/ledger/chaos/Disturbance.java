package dev.softdelete.e2e.ledger.chaos;

import java.util.Random;
import java.util.stream.Stream;

/**
 * Something that happens to a process.
 *
 * @param what happens
 * @param after how long, in milliseconds
 * @param lasting how long until it is over
 * @param successor whether the lease of a dead leader is taken away, so that the next one need not
 *     wait
 */
public record Disturbance(What what, int after, int lasting, boolean successor) {
  /** What happens. */
  public enum What {
    /** {@code kill -9} of an operator. */
    KILL(5, ChaosLevel.OPERATORS),
    /** SIGTERM to an operator. */
    STOP(3, ChaosLevel.OPERATORS),
    /** SIGSTOP, then SIGCONT. */
    PAUSE(2, ChaosLevel.OPERATORS),
    /** A second operator, for a while. */
    DOUBLE(3, ChaosLevel.OPERATORS),
    /** {@code kill -9} of the API server. */
    KILL_API_SERVER(1, ChaosLevel.ALL),
    /** SIGTERM to the API server. */
    STOP_API_SERVER(1, ChaosLevel.ALL);

    private final int weight;
    private final ChaosLevel from;

    What(int weight, ChaosLevel from) {
      this.weight = weight;
      this.from = from;
    }

    boolean at(ChaosLevel level) {
      return level.compareTo(from) >= 0;
    }
  }

  private static final int LONGEST_PEACE = 8_000;
  private static final int USUAL = 2_500;

  /** Longer than a lease. */
  private static final int LONG = 18_000;

  /** The next one, by the seed alone. */
  static Disturbance next(Random random, ChaosLevel level) {
    What[] possible = Stream.of(What.values()).filter(w -> w.at(level)).toArray(What[]::new);
    int at = random.nextInt(Stream.of(possible).mapToInt(w -> w.weight).sum());
    What what = possible[0];
    for (What candidate : possible) {
      at -= candidate.weight;
      if (at < 0) {
        what = candidate;
        break;
      }
    }
    boolean isLong = what == What.PAUSE && random.nextInt(100) < 25;
    return new Disturbance(
        what,
        500 + random.nextInt(LONGEST_PEACE),
        isLong ? LONG : random.nextInt(USUAL),
        random.nextInt(100) < 70);
  }
}
