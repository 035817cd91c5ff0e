package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordStatusTest {
  private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(5);
  private static final RestoredObject AS = new RestoredObject("ns", "web", "u-2");
  private static final GroupProgress NOBODY_ELSE = new GroupProgress(0, 0, List.of(), 0);
  private static final RestoreFailure CONFLICT =
      new RestoreFailure(Reason.NameConflict, "taken", true);
  private static final RestoreFailure INVALID =
      new RestoreFailure(Reason.Invalid, "refused", false);

  @Test
  void aRestoredOneIsNoLongerDeleted() {
    DeletedResourceStatus status = RecordStatus.restored(record(), AS, NOBODY_ELSE, NOW);

    assertThat(status.state()).isEqualTo(State.RESTORED);
    assertThat(status.restoredAs()).isEqualTo(AS);
    assertThat(texts(status)).containsExactly("Deleted=False", "Restored=True");
  }

  @Test
  void aRestoredOneSaysWhyItStays() {
    DeletedResource held = Records.purgedAt(null, true);

    held.setStatus(RecordStatus.restored(held, AS, NOBODY_ELSE, NOW));

    Condition restored = RecordCondition.RESTORED.of(held).orElseThrow();
    assertThat(restored.getReason()).isEqualTo("Kept");
    assertThat(restored.getMessage())
        .isEqualTo(
            "It is back as ns/web. Its copy is kept under legal hold, until the hold is lifted.");
    assertThat(RecordStatus.saysWhyItStays(held)).isTrue();
  }

  @Test
  void aLongNameLeavesRoomForTheReason() {
    DeletedResource held = Records.purgedAt(null, true);

    held.setStatus(
        RecordStatus.restored(
            held, new RestoredObject(null, "n".repeat(5000), "u-2"), NOBODY_ELSE, NOW));

    assertThat(RecordStatus.saysWhyItStays(held)).isTrue();
  }

  @Test
  void oneThatIsNotRestoredAgainStaysRestored() {
    DeletedResource held = Records.purgedAt(null, true);
    held.setStatus(RecordStatus.restored(held, AS, NOBODY_ELSE, NOW));

    held.setStatus(RecordStatus.notRestoredAgain(held, CONFLICT, LATER));

    assertThat(held.getStatus().state()).isEqualTo(State.RESTORED);
    assertThat(held.getStatus().restoredAs()).isEqualTo(AS);
    assertThat(texts(held.getStatus()))
        .containsExactly("Deleted=False", "Restored=True", "RestorePossible=False");
    assertThat(RecordStep.restoredAt(held)).isEqualTo(NOW);
  }

  @Test
  void aDelayedEndLeavesARestoredOneRestored() {
    DeletedResource held = Records.purgedAt(null, true);
    held.setStatus(RecordStatus.restored(held, AS, NOBODY_ELSE, NOW));
    held.getMetadata().setDeletionTimestamp(NOW.toString());

    DeletedResourceStatus status = PurgeStatus.notPurged(held, "hold", NOW);

    assertThat(status.state()).isEqualTo(State.RESTORED);
    assertThat(status.restoredAs()).isEqualTo(AS);
  }

  @Test
  void onePutOffIsReconciling() {
    DeletedResourceStatus status = RecordStatus.notRestored(record(), CONFLICT, NOW);

    assertThat(status.state()).isEqualTo(State.DELETED);
    assertThat(texts(status)).containsExactly("Restored=False", "Reconciling=True");
    assertThat(status.conditions())
        .allMatch(c -> c.getReason().equals("NameConflict") && c.getMessage().equals("taken"));
  }

  @Test
  void oneGivenUpIsStalled() {
    DeletedResourceStatus status =
        RecordStatus.notRestored(
            with(RecordStatus.notRestored(record(), CONFLICT, NOW)), INVALID, LATER);

    assertThat(texts(status)).containsExactly("Restored=False", "Stalled=True");
  }

  @Test
  void theSameFailureAgainIsTheSameStatus() {
    DeletedResourceStatus first = RecordStatus.notRestored(record(), CONFLICT, NOW);

    assertThat(RecordStatus.notRestored(with(first), CONFLICT, LATER)).isEqualTo(first);
  }

  @Test
  void nothingOfAFailureIsLeftAfterwards() {
    DeletedResourceStatus status =
        RecordStatus.restored(
            with(RecordStatus.notRestored(record(), CONFLICT, NOW)), AS, NOBODY_ELSE, LATER);

    assertThat(texts(status)).containsExactly("Deleted=False", "Restored=True");
  }

  @Test
  void aHalfRestoredOneNotesWhatWasCreated() {
    DeletedResourceStatus status = RecordStatus.restoring(record(), AS, NOW);

    assertThat(status.state()).isEqualTo(State.RESTORING);
    assertThat(status.restoredAs()).isEqualTo(AS);
  }

  @Test
  void oneThatIsThereAndCannotBeFinishedYetStaysBegun() {
    DeletedResource begun = with(RecordStatus.restoring(record(), AS, NOW));

    DeletedResourceStatus status = RecordStatus.notRestored(begun, CONFLICT, LATER);

    assertThat(status.state()).isEqualTo(State.RESTORING);
    assertThat(status.restoredAs()).isEqualTo(AS);
    assertThat(texts(status)).contains("Restored=False");
  }

  @Test
  void aDelayedPurgeKeepsTheState() {
    DeletedResource record = record();
    assertThat(PurgeStatus.notPurged(record, "hold", NOW).state()).isEqualTo(State.DELETED);

    record.getMetadata().setDeletionTimestamp(NOW.toString());

    assertThat(PurgeStatus.notPurged(record, "hold", NOW).state()).isEqualTo(State.PURGING);
  }

  @Test
  void aPurgeThatWaitsCanBeCalledOff() {
    DeletedResource record = record();
    record.getMetadata().setDeletionTimestamp(NOW.toString());
    record.setStatus(PurgeStatus.notPurged(record(), "hold", NOW.minusSeconds(3600)));

    record.setStatus(PurgeStatus.purgeWaits(record, 4811, NOW.plusSeconds(900), NOW));

    assertThat(record.getStatus().state()).isEqualTo(State.DELETED);
    assertThat(PurgeProgress.of(record)).isEqualTo(new PurgeProgress.Waits(NOW));
    assertThat(RecordCondition.PURGED.of(record).orElseThrow().getMessage())
        .startsWith("It is one of 4812 purges")
        .contains("waits until " + NOW.plusSeconds(900), "softdelete.dev/restore=true");
  }

  @Test
  void whatDelaysAPurgeThatWaitsLetsItBeCalledOffStill() {
    DeletedResource record = record();
    record.getMetadata().setDeletionTimestamp(NOW.toString());
    record.setStatus(PurgeStatus.purgeWaits(record, 1, NOW, NOW));

    record.setStatus(PurgeStatus.notPurged(record, "hold", NOW.plusSeconds(60)));

    assertThat(record.getStatus().state()).isEqualTo(State.DELETED);
    assertThat(PurgeProgress.of(record)).isEqualTo(new PurgeProgress.Waits(NOW));
  }

  @Test
  void aPurgeThatHasBegunCannot() {
    DeletedResource record = record();
    record.getMetadata().setDeletionTimestamp(NOW.toString());
    record.setStatus(PurgeStatus.purging(record, NOW));
    record.setStatus(PurgeStatus.notPurged(record, "its volume goes first", NOW));

    assertThat(RecordStep.stays(record)).isFalse();
    assertThat(PurgeProgress.of(record)).isEqualTo(new PurgeProgress.Begun());
    assertThat(record.getStatus().state()).isEqualTo(State.PURGING);
  }

  @Test
  void aPurgedRecordThatOthersKeepSaysSo() {
    DeletedResource record = record();
    record.getMetadata().setFinalizers(List.of("softdelete.dev/purge", "example.com/audit"));
    record.getMetadata().setDeletionTimestamp(NOW.toString());
    record.setStatus(RecordStatus.notRestored(record, CONFLICT, NOW));

    DeletedResourceStatus status = PurgeStatus.ended(record, true, "Its snapshot is gone.", NOW);

    assertThat(status.state()).isEqualTo(State.PURGING);
    assertThat(texts(status))
        .containsExactlyInAnyOrder(
            "Restored=False", "Purged=True", "RestorePossible=False", "Deleted=True");
    assertThat(Conditions.find(status.conditions(), "Purged").orElseThrow().getMessage())
        .contains("Its snapshot is gone.", "[example.com/audit]")
        .doesNotContain("softdelete.dev/purge");
    record.setStatus(status);
    assertThat(RecordStep.stays(record)).isFalse();
    assertThat(PurgeProgress.of(record)).isEqualTo(new PurgeProgress.Begun());
  }

  @Test
  void aRestoredRecordThatOthersKeepStaysRestored() {
    DeletedResource record = record();
    var as = new RestoredObject("shop", "web", "u-2");
    record.setStatus(RecordStatus.restored(record, as, GroupProgress.NOBODY_ELSE, NOW));

    DeletedResourceStatus status = PurgeStatus.ended(record, true, "Its snapshot is gone.", NOW);

    assertThat(status.state()).isEqualTo(State.RESTORED);
    assertThat(texts(status)).contains("Deleted=False", "Restored=True", "Purged=True");
  }

  @Test
  void aPatchTakesOutWhatIsNoMore() {
    var patch = RecordStatus.patch(RecordStatus.notRestored(record(), CONFLICT, NOW));

    assertThat(patch.at("/status/restoredAs").isNull()).isTrue();
  }

  private static List<String> texts(DeletedResourceStatus status) {
    return status.conditions().stream().map(RecordStatusTest::text).toList();
  }

  private static String text(Condition condition) {
    return condition.getType() + "=" + condition.getStatus();
  }

  private static DeletedResource record() {
    return Records.purgedAt(null, false);
  }

  private static DeletedResource with(DeletedResourceStatus status) {
    DeletedResource record = record();
    record.setStatus(status);
    return record;
  }
}
