package dev.softdelete.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaderCheckTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pod-a   | 2026-12-01T11:59:58.000000Z | ok      Leader: pod-a leads; its lease was renewed 2 s ago.
          pod-a   | 2026-12-01T12:00:01.000000Z | ok      Leader: pod-a leads; its lease was renewed 0 s ago.
          pod-a   | 2026-12-01T11:59:44.000000Z | FAILED  Leader: pod-a has not renewed its lease since 2026-12-01T11:59:44Z
          pod-a   | never                       | FAILED  Leader: pod-a has not renewed its lease since ever
          ''      | 2026-12-01T12:00:00.000000Z | FAILED  Leader: no replica leads
          release | 2026-12-01T12:00:00.000000Z | FAILED  Leader: the release before an uninstall
          """)
  void isJudgedByItsLease(String holder, String renewed, String expected) {
    JsonNode lease =
        Json.object()
            .set(
                "spec",
                Json.object()
                    .put("holderIdentity", holder)
                    .put("renewTime", renewed)
                    .put("leaseDurationSeconds", 15));

    assertThat(LeaderCheck.finding(Optional.of(lease), NOW, "ns").line()).startsWith(expected);
  }

  @Test
  void withoutALeaseNobodyLeads() {
    assertThat(LeaderCheck.finding(Optional.empty(), NOW, "ns").line())
        .startsWith("FAILED  Leader: no replica leads")
        .endsWith("kubectl get pods -n ns");
  }
}
