package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A purge keeps the volume that an ordinary delete of the claim would keep. */
class RetainedVolumeTest {

  @Test
  void outlivesThePurge() throws InterruptedException {
    Disks disks = Disks.covered();
    disks.claim("data", "Retain");
    Path file = disks.write("data");
    String volume = disks.volumeOf("data");
    disks.delete("data");

    disks.purge("data");

    Disks.awhile();
    assertThat(file).exists();
    disks.assertGivenBack(volume, "Retain");
    assertThat(disks.field(volume, "{.status.phase}")).isEqualTo("Released");
  }
}
