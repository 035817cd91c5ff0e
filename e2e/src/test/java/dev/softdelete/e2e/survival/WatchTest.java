package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.Test;

/** Deletes are told by watches: listing everything for each would cost by what lives. */
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

  /** How often all ConfigMaps were listed, by the API server's count. */
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
