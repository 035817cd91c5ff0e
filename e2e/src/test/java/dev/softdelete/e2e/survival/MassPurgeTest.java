package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.SlowPurges.waiting;
import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Purges that are requested in large numbers wait, and their records say so. Later they are carried
 * out.
 */
@Tag("soak")
class MassPurgeTest {
  private static final int AT_ONCE = 3;
  private static final int MANY = 12;
  private static final Pattern UNTIL = Pattern.compile("waits until (\\S+)\\. ");

  @Test
  void allButTheFirstWaitAlsoOverADeath() throws InterruptedException {
    try (var operator = SlowPurges.begin(AT_ONCE);
        Trial trial = Trial.beginWithItsOwnPolicy("  retention: 1h\n")) {
      SlowPurges.fill(trial, MANY);
      List<DeletedResource> all = SlowPurges.records(trial);

      SlowPurges.purgeAll(trial);

      List<DeletedResource> waiting = waiting(trial);
      assertThat(waiting).hasSizeBetween(MANY - AT_ONCE, MANY);
      assertThat(waiting)
          .allSatisfy(
              record -> {
                assertThat(SlowPurges.notPurged(record))
                    .matches("MassPurge: It is one of \\d+ purges .*")
                    .contains("kubectl annotate deletedresource " + record.getMetadata().getName());
                assertThat(until(record))
                    .isAfterOrEqualTo(
                        Instant.parse(record.getMetadata().getDeletionTimestamp())
                            .plus(SlowPurges.DELAY));
                assertThat(record.getStatus().state()).isEqualTo(State.DELETED);
              });
      assertThat(operator.process().metrics())
          .containsPattern("softdelete_purges_waiting(\\{[^}]*})? " + waiting.size() + "\\.0");
      assertThat(eventsOnThePolicy(trial)).containsOnlyOnce("purges were asked for at once");

      operator.process().kill();
      operator.process().startReady();
      List<Instant> ends = waiting.stream().map(MassPurgeTest::until).sorted().toList();
      while (Instant.now().isBefore(ends.getFirst().minusSeconds(2))) {
        assertThat(SlowPurges.records(trial)).hasSameSizeAs(waiting);
        Thread.sleep(Duration.ofMillis(500));
      }

      eventually(() -> assertThat(SlowPurges.records(trial)).isEmpty());
      assertThat(all)
          .allSatisfy(
              record -> assertThat(trial.snapshots(record.getSpec().resource().uid())).isEmpty());
    }
  }

  /** Returns the time until which the purge waits, as the record says. */
  private static Instant until(DeletedResource record) {
    var text = UNTIL.matcher(SlowPurges.notPurged(record));
    assertThat(text.find()).isTrue();
    return Instant.parse(text.group(1));
  }

  private static String eventsOnThePolicy(Trial trial) {
    return Trial.kubectl()
        .run(
            "get",
            "events",
            "-n",
            "default",
            "--field-selector",
            "reason=MassPurge,involvedObject.name=" + trial.namespace(),
            "-o",
            "jsonpath={.items[*].message}");
  }
}
