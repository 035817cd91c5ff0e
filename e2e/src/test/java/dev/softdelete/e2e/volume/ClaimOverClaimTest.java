package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A claim that is restored over another one has its own data; the other keeps its data too. */
class ClaimOverClaimTest {
  private final Disks disks = Disks.covered();

  @Test
  void eachClaimKeepsItsVolumeAndComesBackWithIt() {
    disks.claim("data", "Delete");
    String oldVolume = disks.volumeOf("data");
    Path oldFile = disks.write("data");
    disks.delete("data");
    String old = record("data");
    disks.claimAnew("data", "Delete");
    String newVolume = disks.volumeOf("data");
    Path newFile = disks.write("data");
    String uid = disks.run("get", "pvc", "data", "-o", "jsonpath={.metadata.uid}");

    over(old);

    assertThat(disks.volumeOf("data")).isEqualTo(oldVolume);
    disks.assertGivenBack(oldVolume, "Delete");
    assertThat(oldFile).exists();
    assertThat(newFile).exists();
    String replaced = recordOf(uid);
    assertThat(disks.run("get", "deleted", replaced, "-o", "jsonpath={.spec.volume.name}"))
        .isEqualTo(newVolume);

    over(replaced);

    assertThat(disks.volumeOf("data")).isEqualTo(newVolume);
    assertThat(oldFile).exists();
    assertThat(newFile).exists();
  }

  private void over(String record) {
    disks.run(
        "annotate",
        "deleted",
        record,
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-over=true");
    disks.run("wait", "deleted", record, "--for=condition=Restored", "--timeout=60s");
    disks.awaitBound("data");
  }

  private String record(String name) {
    return disks.run(
        "get",
        "deleted",
        "-l",
        "softdelete.dev/name=" + name,
        "-o",
        "jsonpath={.items[*].metadata.name}");
  }

  private String recordOf(String uid) {
    return disks.run(
        "get",
        "deleted",
        "-o",
        "jsonpath={.items[?(@.spec.resource.uid==\"%s\")].metadata.name}".formatted(uid));
  }
}
