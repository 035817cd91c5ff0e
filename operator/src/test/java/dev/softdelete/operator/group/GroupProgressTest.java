package dev.softdelete.operator.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupProgressTest {
  private static final Records BACK =
      Records.configMap("ns", "back").restoredAt("2026-01-02T00:00:00Z");
  private static final Records OPEN = Records.configMap("ns", "open");
  private static final Records TAKEN =
      Records.configMap("ns", "taken").refused("NameConflict", "ns/taken exists.");

  @Test
  void itIsCompleteWhenAllAreBack() {
    GroupProgress progress = progress(BACK, BACK);

    assertThat(progress.complete()).isTrue();
    assertThat(progress.message()).isEqualTo("2 of 2 objects that went with it are back.");
  }

  @Test
  void itGoesOnWhileSomeAreOnTheirWay() {
    GroupProgress progress = progress(BACK, OPEN, Records.configMap("ns", "begun").begun("begun"));

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
    GroupProgress progress = progress(BACK, Records.configMap("ns", "new").inFormat(2));

    assertThat(progress.complete()).isFalse();
    assertThat(progress.message())
        .contains("1 of 2 objects", "ConfigMap ns/new (NewerFormat: ", "upgraded");
  }

  @Test
  void whatItsControllerMadeAnewIsNotFoughtOver() {
    GroupProgress progress = GroupProgress.of(Records.all(BACK, TAKEN), taken -> true);

    assertThat(progress.complete()).isTrue();
    assertThat(progress.message())
        .isEqualTo(
            "1 of 2 objects that went with it are back. 1 their controllers made anew meanwhile.");
  }

  @Test
  void tenAreNamedAndTheOthersCounted() {
    List<DeletedResource> many =
        IntStream.range(0, 12)
            .mapToObj(i -> Records.configMap("ns", "c" + i).refused("Invalid", "x".repeat(1000)))
            .map(Records::record)
            .toList();

    String message = GroupProgress.of(many, r -> false).message();

    assertThat(message).endsWith("; and 2 more").hasSizeLessThan(4096);
  }

  private static GroupProgress progress(Records... members) {
    return GroupProgress.of(Records.all(members), r -> false);
  }
}
