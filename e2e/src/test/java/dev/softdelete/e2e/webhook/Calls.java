package dev.softdelete.e2e.webhook;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;

/** How often the webhook was called, according to the operator's metrics. */
final class Calls {
  private Calls() {}

  static long creates() {
    return creates(Cluster.operator());
  }

  static long creates(OperatorProcess replica) {
    return of(replica, "/recreate");
  }

  static long deletes() {
    return of(Cluster.operator(), "/delete");
  }

  static long reviews(OperatorProcess replica) {
    return of(replica, "/review");
  }

  private static long of(OperatorProcess replica, String path) {
    return replica
        .metrics()
        .lines()
        .filter(l -> l.startsWith("softdelete_webhook_requests_total{path=\"" + path + "\""))
        .mapToLong(l -> (long) Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
        .sum();
  }
}
