package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A final delete of a claim deletes its data too, as without the operator. */
class FinalDeleteTest {

  @Test
  void takesTheData() {
    Disks disks = Disks.covered();
    disks.claim("scratch", "Delete");
    Path file = disks.write("scratch");
    disks.run("annotate", "pvc", "scratch", "softdelete.dev/bypass=true");

    disks.delete("scratch");

    Disks.awaitGone(file);
    assertThat(disks.run("get", "deleted", "-o", "name")).isEmpty();
  }
}
