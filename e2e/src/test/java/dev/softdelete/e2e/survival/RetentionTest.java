package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When a record is purged, and when it is not. */
class RetentionTest {
  private static Trial trial;

  @BeforeAll
  static void begin() {
    trial = Trial.begin("  retention: 6s\n");
  }

  @AfterAll
  static void end() {
    trial.close();
  }

  @Test
  void atItsPurgeTimeNothingIsLeft() {
    DeletedResource record = trial.createAndDelete("short");

    assertThat(lifetime(record)).isEqualTo(Duration.ofSeconds(6));
    nothingIsLeftOf("short", record);
  }

  @Test
  void deletingTheRecordIsThePurge() {
    DeletedResource record = deleteWithRetention("early", "1h");

    trial.kubectl("delete", "deleted", record.getMetadata().getName());

    nothingIsLeftOf("early", record);
  }

  @Test
  void anObjectsOwnRetentionCountsInsteadOfThePolicys() {
    assertThat(lifetime(deleteWithRetention("own", "2h"))).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void anObjectsOwnRetentionIsHeldWithinThePolicysBounds() {
    assertThat(lifetime(deleteWithRetention("much", "365d"))).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void aPurgeTimeIsMovedWithinTheBounds() {
    DeletedResource record = deleteWithRetention("moved", "1h");

    movePurgeTime(record, Duration.ofSeconds(2));

    nothingIsLeftOf("moved", record);
  }

  @Test
  void aPurgeTimeOutsideTheBoundsIsRefused() {
    DeletedResource record = deleteWithRetention("refused", "1h");

    assertThat(tryToMove(record, Duration.ofDays(91)))
        .contains("purgeTime must stay within the policy's bounds: at most 2160h");
    assertThat(tryToMove(record, Duration.ZERO))
        .contains("at least 1s after deletionTime; to purge now, delete the DeletedResource");
  }

  @Test
  void indefinitelyHasNoPurgeTime() {
    try (Trial forever = Trial.begin("  retention: Indefinite\n")) {
      assertThat(forever.createAndDelete("forever").getSpec().purgeTime()).isNull();
    }
  }

  @Test
  void whatIsUnderLegalHoldStaysUntilItIsLifted() {
    DeletedResource record = deleteWithRetention("held", "1h");
    String name = record.getMetadata().getName();
    patch(record, "{\"spec\":{\"legalHold\":true}}");
    movePurgeTime(record, Duration.ofSeconds(1));

    assertThat(Trial.kubectl().call(trial.withNamespace("delete", "deleted", name)).err())
        .contains("is under legal hold and is not purged");
    DeletedResource other = trial.createAndDelete("expires-meanwhile");
    nothingIsLeftOf("expires-meanwhile", other);
    assertThat(trial.onlyRecord("held").getMetadata().getDeletionTimestamp()).isNull();

    patch(record, "{\"spec\":{\"legalHold\":false}}");
    nothingIsLeftOf("held", record);
  }

  private static DeletedResource deleteWithRetention(String name, String retention) {
    trial.create(name);
    trial.kubectl("annotate", "configmap", name, "softdelete.dev/retention=" + retention);
    trial.delete(name);
    return trial.captured(name);
  }

  private static void movePurgeTime(DeletedResource record, Duration afterDeletion) {
    patch(record, purgeTime(record, afterDeletion));
  }

  private static String tryToMove(DeletedResource record, Duration afterDeletion) {
    return Trial.kubectl()
        .call(
            trial.withNamespace(
                "patch",
                "deleted",
                record.getMetadata().getName(),
                "--type=merge",
                "-p",
                purgeTime(record, afterDeletion)))
        .err();
  }

  private static void patch(DeletedResource record, String patch) {
    trial.kubectl("patch", "deleted", record.getMetadata().getName(), "--type=merge", "-p", patch);
  }

  private static String purgeTime(DeletedResource record, Duration afterDeletion) {
    Instant time = Instant.parse(record.getSpec().deletionTime()).plus(afterDeletion);
    return "{\"spec\":{\"purgeTime\":\"" + time + "\"}}";
  }

  private static Duration lifetime(DeletedResource record) {
    return Duration.between(
        Instant.parse(record.getSpec().deletionTime()),
        Instant.parse(record.getSpec().purgeTime()));
  }

  private static void nothingIsLeftOf(String name, DeletedResource record) {
    eventually(() -> assertThat(trial.records(trial.namespace(), name)).isEmpty());
    assertThat(trial.snapshots(record.getSpec().resource().uid())).isEmpty();
    assertThat(trial.live(name)).isEmpty();
  }
}
