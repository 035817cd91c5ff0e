package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A create that restores a claim also gets the data of the claim back. */
class RestoringCreateTest {

  @Test
  void isBoundToTheVolumeAgain() {
    Disks disks = Disks.covered();
    disks.claim("data", "Delete");
    Path file = disks.write("data");
    String volume = disks.volumeOf("data");
    disks.delete("data");

    Disks.eventually(() -> disks.kubectl().apply(manifest(disks)));

    disks.awaitBound("data");
    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    Disks.eventually(() -> disks.assertGivenBack(volume, "Delete"));
    assertThat(file).exists();
  }

  private static String manifest(Disks disks) {
    return """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data, namespace: "%s", annotations: {softdelete.dev/restore: "true"}}
    spec:
      accessModes: [ReadWriteOnce]
      storageClassName: ignored
      resources: {requests: {storage: 9Mi}}
    """
        .formatted(disks.namespace());
  }
}
