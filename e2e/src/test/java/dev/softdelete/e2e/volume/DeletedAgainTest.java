package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim is deleted while its restore is in progress. */
class DeletedAgainTest {
  private final Disks disks = Disks.covered();
  private Path file;
  private String volume;

  @BeforeEach
  void bound() {
    disks.claim("data", "Delete");
    file = disks.write("data");
    volume = disks.volumeOf("data");
  }

  @Test
  void isCapturedWithItsVolume() {
    disks.delete("data");
    disks.askToRestore("softdelete.dev/name=data");
    Disks.eventually(
        () -> disks.run("delete", "pvc", "data", "--ignore-not-found=false", "--wait=false"));
    disks.run("wait", "pvc/data", "--for=delete", "--timeout=60s");
    Disks.eventually(() -> assertThat(states()).contains("RESTORED").contains("DELETED"));

    disks.run("delete", "deleted", "--field-selector=status.state=RESTORED", "--timeout=60s");
    disks.restore("data");

    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void aForgedMarkHoldsNothing() {
    disks.delete("data");
    String record = disks.run("get", "deleted", "-o", "jsonpath={.items[0].metadata.name}");
    disks
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: forged
              namespace: "%1$s"
              annotations: {softdelete.dev/restoring: "%1$s/%2$s/guessed/"}
            spec:
              accessModes: [ReadWriteOnce]
              storageClassName: "%3$s"
              volumeName: "%3$s"
              resources: {requests: {storage: 1Mi}}
            """
                .formatted(disks.namespace(), record, volume));

    disks.delete("forged");

    disks.restore("data");
    assertThat(disks.volumeOf("data")).isEqualTo(volume);
  }

  private String states() {
    return disks.run("get", "deleted", "-o", "jsonpath={.items[*].status.state}");
  }
}
