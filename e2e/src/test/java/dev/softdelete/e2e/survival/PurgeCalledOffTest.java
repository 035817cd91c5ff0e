package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Cluster;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A restore that is requested after the purge, but before the purge has begun, wins. */
class PurgeCalledOffTest {

  @Test
  void alsoWhileTheOperatorIsDown() {
    try (Trial trial = Trial.begin("  retention: 1h\n")) {
      DeletedResource record = trial.createAndDelete("mistaken");
      Cluster.operator().kill();
      trial.kubectl("delete", "deleted", record.getMetadata().getName(), "--wait=false");
      Instant purge =
          Instant.parse(trial.onlyRecord("mistaken").getMetadata().getDeletionTimestamp());
      // The API server stores times in whole seconds.
      Awaitility.await().until(() -> Instant.now().isAfter(purge.plusSeconds(1)));
      trial.askToRestore("mistaken");

      var _ = Cluster.operator();

      eventually(() -> assertThat(trial.live("mistaken")).isPresent());
      eventually(() -> assertThat(trial.records(trial.namespace(), "mistaken")).isEmpty());
    }
  }
}
