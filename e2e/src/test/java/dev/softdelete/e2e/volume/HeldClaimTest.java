package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under mode Hold, the claim stays Terminating, and its volume is kept too. */
class HeldClaimTest {
  private final Disks disks = Disks.covered("  mode: Hold\n  " + Disks.CLAIMS + "\n");
  private Path file;
  private String volume;

  @BeforeEach
  void held() {
    disks.claim("data", "Delete");
    file = disks.write("data");
    volume = disks.volumeOf("data");
    disks.run("delete", "pvc", "data", "--wait=false");
    Disks.eventually(
        () ->
            assertThat(disks.run("get", "deleted", "-o", "jsonpath={.items[*].status.state}"))
                .isEqualTo("DELETED"));
  }

  @Test
  void isRestoredWithItsData() {
    disks.restore("data");

    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void isPurgedWithItsData() {
    assertThat(file).exists();

    disks.purge("data");

    disks.run("wait", "pvc/data", "--for=delete", "--timeout=60s");
    Disks.awaitGone(file);
  }
}
