package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An administrator created another volume for the data after the delete. The data no longer belongs
 * to the deleted claim.
 */
class TakenDataTest {
  private final Disks disks = Disks.covered();
  private Path file;
  private String volume;

  @BeforeEach
  void taken() {
    disks.claim("data", "Delete");
    file = disks.write("data");
    volume = disks.volumeOf("data");
    disks.delete("data");
    disks.kubectl().run("delete", "pv", volume, "--timeout=60s");
    disks
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: "%1$s-taken"}
            spec:
              capacity: {storage: 1Mi}
              accessModes: [ReadWriteOnce]
              persistentVolumeReclaimPolicy: Retain
              storageClassName: "%1$s-taken"
              hostPath: {path: "/tmp/%1$s"}
            """
                .formatted(volume));
  }

  @Test
  void thePurgeLeavesIt() throws InterruptedException {
    disks.purge("data");

    Disks.awhile();
    assertThat(file).exists();
  }

  @Test
  void theClaimComesBackWithoutItAndTheRecordSaysSo() {
    disks.askToRestore("softdelete.dev/name=data");

    disks.awaitRestored("softdelete.dev/name=data");
    assertThat(disks.volumeOf("data")).isEmpty();
    Disks.eventually(
        () ->
            assertThat(
                    disks.run(
                        "get", "events", "--field-selector=reason=WithoutVolume", "-o", "name"))
                .isNotBlank());
  }
}
