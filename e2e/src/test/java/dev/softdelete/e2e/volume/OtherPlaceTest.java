package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim keeps its volume, wherever it is restored. */
class OtherPlaceTest {
  private final Disks disks = Disks.covered();
  private Path file;
  private String volume;

  @BeforeEach
  void deleted() {
    disks.claim("data", "Delete");
    file = disks.write("data");
    volume = disks.volumeOf("data");
    disks.delete("data");
  }

  @Test
  void underAnotherName() {
    restore("softdelete.dev/restore-as=data-2");

    disks.awaitBound("data-2");
    assertThat(disks.volumeOf("data-2")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void inAnotherNamespace() {
    Disks elsewhere = Disks.covered();

    restore("softdelete.dev/restore-namespace=" + elsewhere.namespace());

    elsewhere.awaitBound("data");
    assertThat(elsewhere.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    elsewhere.delete("data");
    assertThat(file).exists();
    elsewhere.purge("data");
    Disks.awaitGone(file);
  }

  private void restore(String where) {
    disks
        .kubectl()
        .run(
            "annotate",
            "deleted",
            "--all",
            "-n",
            disks.namespace(),
            where,
            "softdelete.dev/restore=true");
    disks
        .kubectl()
        .run(
            "wait",
            "deleted",
            "--all",
            "-n",
            disks.namespace(),
            "--for=condition=Restored",
            "--timeout=60s");
  }
}
