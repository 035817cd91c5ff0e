package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.SlowPurges.waiting;
import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A user who moves purge times requests purges. An expiry at the end of the retention is requested
 * by nobody, so it is not delayed.
 */
@Tag("delivery")
class MassPurgeByTimeTest {
  private static SlowPurges operator;

  @BeforeAll
  static void start() {
    operator = SlowPurges.begin(0);
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void movedPurgeTimesWaitAndAreCalledOffByMovingThemBack() {
    try (Trial trial = Trial.begin("  retention: 1h\n")) {
      SlowPurges.fill(trial, 3);
      SlowPurges.records(trial).forEach(record -> move(trial, record, Duration.ofSeconds(1)));

      DeletedResource kept = waiting(trial).getFirst();
      assertThat(SlowPurges.records(trial)).hasSize(3);
      move(trial, kept, Duration.ofHours(2));

      eventually(() -> assertThat(SlowPurges.records(trial)).hasSize(1));
      assertThat(SlowPurges.name(SlowPurges.records(trial).getFirst()))
          .isEqualTo(SlowPurges.name(kept));
    }
  }

  @Test
  @Tag("soak")
  void whatExpiresTogetherIsNotSlowed() {
    try (Trial trial = Trial.begin("  retention: 10s\n")) {
      for (int i = 0; i < 6; i++) {
        trial.create("c" + i);
      }
      trial.kubectl("delete", "configmap", "-l", "trial=yes");
      Instant deleted = Instant.now();

      eventually(() -> assertThat(SlowPurges.records(trial)).isEmpty());

      assertThat(Duration.between(deleted, Instant.now())).isLessThan(SlowPurges.DELAY);
    }
  }

  private static void move(Trial trial, DeletedResource record, Duration afterDeletion) {
    trial.kubectl(
        "patch",
        "deleted",
        record.getMetadata().getName(),
        "--type=merge",
        "-p",
        "{\"spec\":{\"purgeTime\":\"%s\"}}"
            .formatted(Instant.parse(record.getSpec().deletionTime()).plus(afterDeletion)));
  }
}
