package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ends of a record other than a purge by a user: its expiry, and its end after a restore. */
class RecordEndsTest {
  private final Disks disks =
      Disks.covered("  " + Disks.CLAIMS + "\n  retentionBounds: {min: 1s, max: 90d}\n");
  private Path file;

  @BeforeEach
  void deleted() {
    disks.claim("data", "Delete");
    file = disks.write("data");
  }

  @Test
  void expiryTakesTheData() {
    disks.run("annotate", "pvc", "data", "softdelete.dev/retention=2s");

    disks.delete("data");

    Disks.awaitGone(file);
    Disks.eventually(() -> assertThat(disks.run("get", "deleted", "-o", "name")).isEmpty());
  }

  @Test
  void theEndOfARestoredRecordLeavesTheData() throws InterruptedException {
    disks.delete("data");
    disks.restore("data");

    disks.purge("data");

    Disks.awhile();
    assertThat(file).exists();
    assertThat(disks.field(disks.volumeOf("data"), "{.status.phase}")).isEqualTo("Bound");
  }
}
