package dev.softdelete.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookCallsTest {
  private static final String METRICS =
      """
      # TYPE softdelete_webhook_requests_total counter
      softdelete_webhook_requests_total{path="/delete"} 7.0
      softdelete_webhook_requests_total{path="/recreate"} 12.0
      softdelete_captures_total 3.0
      """;

  @Test
  void areReadFromTheOperatorsMetrics() {
    assertThat(WebhookCalls.in(METRICS)).isEqualTo(new WebhookCalls(12, 7));
    assertThat(WebhookCalls.in("")).isEqualTo(WebhookCalls.NONE);
  }

  @Test
  void areCountedFromAMomentOn() {
    assertThat(WebhookCalls.in(METRICS).minus(new WebhookCalls(10, 5)))
        .isEqualTo(new WebhookCalls(2, 2));
  }
}
