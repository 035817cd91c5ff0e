package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.restore.group.GroupRecords;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupProgressTest {
  private static final GroupRecords BACK =
      GroupRecords.configMap("ns", "back").restoredAt("2026-01-02T00:00:00Z");
  private static final GroupRecords OPEN = GroupRecords.configMap("ns", "open");
  private static final GroupRecords TAKEN =
      GroupRecords.configMap("ns", "taken").refused("NameConflict", "ns/taken exists.");

  @Test
  void itIsCompleteWhenAllAreBack() {
    GroupProgress progress = progress(BACK, BACK);

    assertThat(progress.complete()).isTrue();
    assertThat(progress.message()).isEqualTo("2 of 2 objects that went with it are back.");
  }

  @Test
  void itGoesOnWhileSomeAreOnTheirWay() {
    GroupProgress progress =
        progress(BACK, OPEN, GroupRecords.configMap("ns", "begun").begun("begun"));

    assertThat(progress.complete()).isFalse();
    assertThat(progress.message()).isEqualTo("1 of 3 objects that went with it are back.");
  }

  @Test
  void whatIsRefusedIsNamedWithTheReason() {
    GroupProgress progress = progress(BACK, TAKEN);

    assertThat(progress.complete()).isFalse();
    assertThat(progress.message())
        .endsWith("Tried again: ConfigMap ns/taken (NameConflict: ns/taken exists.)");
  }

  @Test
  void whatANewerOperatorWroteIsWaitedForAndNamed() {
    GroupProgress progress = progress(BACK, GroupRecords.configMap("ns", "new").inFormat(2));

    assertThat(progress.complete()).isFalse();
    assertThat(progress.message())
        .contains("1 of 2 objects", "ConfigMap ns/new (NewerFormat: ", "upgraded");
  }

  @Test
  void whatItsControllerMadeAnewIsNotFoughtOver() {
    GroupProgress progress = GroupProgress.of(GroupRecords.all(BACK, TAKEN), taken -> true);

    assertThat(progress.complete()).isTrue();
    assertThat(progress.message())
        .isEqualTo(
            "1 of 2 objects that went with it are back. 1 their controllers made anew meanwhile.");
  }

  @Test
  void whatHadBeenDeletedBeforeIsCounted() {
    GroupProgress progress = progress(BACK).with(new DeletedEarlier(2, "ns"));

    assertThat(progress.complete()).isTrue();
    assertThat(progress.message())
        .isEqualTo(
            "1 of 1 objects that went with it are back. Deleted in the namespace before it, and"
                + " not restored with it: 2 (kubectl get deletedresources -n ns).");
    assertThat(GroupProgress.NOBODY_ELSE.with(new DeletedEarlier(2, "ns")).concernsOthers())
        .isTrue();
    assertThat(GroupProgress.NOBODY_ELSE.concernsOthers()).isFalse();
  }

  @Test
  void tenAreNamedAndTheOthersCounted() {
    List<DeletedResource> many =
        IntStream.range(0, 12)
            .mapToObj(
                i -> GroupRecords.configMap("ns", "c" + i).refused("Invalid", "x".repeat(1000)))
            .map(GroupRecords::record)
            .toList();

    String message = GroupProgress.of(many, r -> false).message();

    assertThat(message).endsWith("; and 2 more").hasSizeLessThan(4096);
  }

  private static GroupProgress progress(GroupRecords... members) {
    return GroupProgress.of(GroupRecords.all(members), r -> false);
  }
}
