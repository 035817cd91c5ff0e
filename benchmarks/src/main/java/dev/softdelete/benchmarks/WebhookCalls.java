package dev.softdelete.benchmarks;

/** How often the operator's webhook was called, as the operator counts it. */
record WebhookCalls(long creates, long deletes) {
  static final WebhookCalls NONE = new WebhookCalls(0, 0);

  /** Reads the counts from Prometheus text. */
  static WebhookCalls in(String metrics) {
    return new WebhookCalls(count(metrics, "/recreate"), count(metrics, "/delete"));
  }

  private static long count(String metrics, String path) {
    return metrics
        .lines()
        .filter(l -> l.startsWith("softdelete_webhook_requests_total{path=\"" + path + "\""))
        .mapToLong(l -> (long) Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
        .sum();
  }

  WebhookCalls plus(WebhookCalls other) {
    return new WebhookCalls(creates + other.creates, deletes + other.deletes);
  }

  WebhookCalls minus(WebhookCalls other) {
    return new WebhookCalls(creates - other.creates, deletes - other.deletes);
  }
}
