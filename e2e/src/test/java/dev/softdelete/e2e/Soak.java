package dev.softdelete.e2e;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tier of tests that take long by their nature, {@code mvn verify -Psoak}. A test with the tag
 * {@code soak} runs only in that tier. A test with the tag {@link #SAMPLED} runs in both tiers; the
 * default tier runs only a sample of its cases.
 */
public final class Soak {
  public static final String SAMPLED = "sampled";

  private Soak() {}

  /** Whether this is the soak, which runs every case. */
  public static boolean running() {
    return Boolean.getBoolean("softdelete.soak");
  }

  /**
   * Returns all cases in the soak. Otherwise, returns every n-th case, beginning with the first;
   * the sample is the same in each run.
   *
   * @param n the number of cases for which one case of the sample stands
   */
  public static <T> List<T> everyNth(int n, List<T> cases) {
    int step = running() ? 1 : n;
    return IntStream.range(0, cases.size())
        .filter(i -> i % step == 0)
        .mapToObj(cases::get)
        .toList();
  }
}
