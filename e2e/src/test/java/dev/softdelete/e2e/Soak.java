package dev.softdelete.e2e;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tier of tests that are long by nature, {@code mvn verify -Psoak}. A test with the tag {@code
 * soak} runs in that tier alone; one with the tag {@link #SAMPLED} runs in both, with a sample of
 * its cases in the default tier.
 */
public final class Soak {
  public static final String SAMPLED = "sampled";

  private Soak() {}

  /** Whether this is the soak, where every case is run. */
  public static boolean running() {
    return Boolean.getBoolean("softdelete.soak");
  }

  /**
   * All cases in the soak; else every n-th, beginning with the first: the same in each run.
   *
   * @param n how many cases one of the sample stands for
   */
  public static <T> List<T> everyNth(int n, List<T> cases) {
    int step = running() ? 1 : n;
    return IntStream.range(0, cases.size())
        .filter(i -> i % step == 0)
        .mapToObj(cases::get)
        .toList();
  }
}
