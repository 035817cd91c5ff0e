package dev.softdelete.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator that is down delays nothing, and the numbers that it has written stay. */
@Tag("soak")
class ObserveDownTest {
  private final Observed observed =
      Observed.begin(
          "  resources: [{apiGroups: [\"\"], resources: [configmaps, serviceaccounts]}]\n");

  @AfterEach
  void end() {
    observed.end();
  }

  @Test
  void requestsGoThroughAtOnceAndTheCountGoesOnFromWhatWasWritten() {
    observed.configMap("before");
    observed.caller().delete(observed.configMaps() + "/before", "{}");
    observed.awaitCount("configmaps", "/captured", 1);
    String since = observed.observation().path("since").asText();

    Cluster.operator().kill();
    Instant begun = Instant.now();
    for (int i = 0; i < 10; i++) {
      observed.configMap("down-" + i);
    }
    assertThat(observed.caller().delete(observed.configMaps(), "{}").ok()).isTrue();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));

    Cluster.operator();
    await()
        .atMost(Observed.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              observed.configMap("after");
              observed.caller().delete(observed.configMaps() + "/after", "{}");
              assertThat(observed.of("configmaps").path("captured").asLong()).isGreaterThan(1);
            });
    assertThat(observed.observation().path("since").asText()).isEqualTo(since);
  }
}
