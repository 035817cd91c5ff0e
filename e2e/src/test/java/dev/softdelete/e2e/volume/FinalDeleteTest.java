package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is deleted for good is deleted with its data, as ever. */
class FinalDeleteTest {

  @Test
  void takesTheData() {
    Disks disks = Disks.covered();
    disks.claim("scratch", "Delete");
    Path file = disks.write("scratch");
    disks.run("annotate", "pvc", "scratch", "softdelete.dev/bypass=true");

    disks.delete("scratch");

    Disks.awaitGone(file);
    assertThat(disks.run("get", "dr", "-o", "name")).isEmpty();
  }
}
