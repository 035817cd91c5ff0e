package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.SlowPurges.waiting;
import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Installation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Waiting purges do not delay the deletion of their namespace, and their records are not purged
 * with it.
 */
@Tag("delivery")
class MassPurgeInNamespaceTest {

  @Test
  void itGoesAtOnceAndTheRecordsAreKept() {
    try (var _ = SlowPurges.begin(0);
        Trial trial = Trial.begin("  retention: 1h\n")) {
      SlowPurges.fill(trial, 4);
      SlowPurges.purgeAll(trial);
      int waiting = waiting(trial).size();
      Instant asked = Instant.now();

      Trial.kubectl().run("delete", "namespace", trial.namespace(), "--timeout=60s");

      assertThat(Duration.between(asked, Instant.now())).isLessThan(SlowPurges.DELAY.dividedBy(2));
      assertThat(waiting).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        String name = "c" + i;
        eventually(
            () ->
                assertThat(trial.records(Installation.NAMESPACE, name))
                    .singleElement()
                    .satisfies(r -> assertThat(r.getMetadata().getDeletionTimestamp()).isNull()));
      }
    }
  }
}
