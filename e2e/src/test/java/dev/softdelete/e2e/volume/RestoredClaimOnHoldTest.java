package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A record under legal hold keeps the manifest of a restored claim. The volume, with its data,
 * belongs to the restored claim.
 */
class RestoredClaimOnHoldTest {
  private final Disks disks = Disks.covered();

  @Test
  void theEndOfTheRecordLeavesTheVolume() throws InterruptedException {
    Path file = restored("data");

    hold(false);
    disks.purge("data");

    Disks.awhile();
    assertThat(file).exists();
    assertThat(disks.field(disks.volumeOf("data"), "{.status.phase}")).isEqualTo("Bound");
    disks.assertGivenBack(disks.volumeOf("data"), "Delete");
  }

  @Test
  void anotherRestoreTakesNoVolumeFromTheClaim() throws InterruptedException {
    Path file = restored("data");
    String volume = disks.volumeOf("data");

    disks.run(
        "annotate",
        "deleted",
        "-l",
        "softdelete.dev/name=data",
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-as=copy");

    Disks.eventually(() -> assertThat(disks.run("get", "events")).contains("WithoutVolume"));
    assertThat(disks.run("get", "pvc", "copy", "-o", "jsonpath={.spec.volumeName}")).isEmpty();
    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    assertThat(disks.field(volume, "{.status.phase}")).isEqualTo("Bound");
    Disks.awhile();
    assertThat(file).exists();
  }

  /** Returns a file of a claim that was deleted, put under legal hold, and restored. */
  private Path restored(String claim) {
    disks.claim(claim, "Delete");
    Path file = disks.write(claim);
    disks.delete(claim);
    hold(true);
    disks.restore(claim);
    return file;
  }

  private void hold(boolean held) {
    String record = disks.run("get", "deleted", "-o", "name").strip();
    disks.run("patch", record, "--type=merge", "-p", "{\"spec\":{\"legalHold\":" + held + "}}");
  }
}
