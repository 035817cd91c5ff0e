package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.Test;

/**
 * The operator learns of deletes from watches. If it listed all objects for each delete, the cost
 * would grow with the number of live objects.
 */
class WatchTest {
  private static final int DELETES = 20;

  @Test
  void nothingIsListedForADelete() {
    try (Trial trial = Trial.begin()) {
      trial.createAndDelete("first");
      long before = lists();

      for (int i = 0; i < DELETES; i++) {
        trial.createAndDelete("watched-" + i);
      }

      assertThat(lists() - before).isLessThan(DELETES / 2);
    }
  }

  /** Returns how often all ConfigMaps were listed, according to the API server's metrics. */
  private static long lists() {
    return Cluster.kubectl()
        .run("get", "--raw", "/metrics")
        .lines()
        .filter(line -> line.startsWith("apiserver_request_total{"))
        .filter(line -> line.contains("resource=\"configmaps\"") && line.contains("verb=\"LIST\""))
        .filter(line -> line.contains("scope=\"cluster\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
