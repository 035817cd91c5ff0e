package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Installation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A claim is deleted with its namespace, restored, and purged. Its file exists after the first two
 * steps, and is gone after the purge.
 */
class NamespaceDeletedTest {

  @Test
  void theDataOutlivesTheNamespaceUntilThePurge() throws InterruptedException {
    Disks disks = Disks.covered();
    disks.claim("data", "Delete");
    Path file = disks.write("data");
    String volume = disks.volumeOf("data");

    disks.kubectl().run("delete", "namespace", disks.namespace(), "--timeout=90s");

    Disks.awhile();
    assertThat(file).exists();

    disks.kubectl().run("create", "namespace", disks.namespace());
    disks.kubectl().run("label", "namespace", disks.namespace(), "test=" + disks.namespace());
    String record = record(disks);
    inSystem(disks, "annotate", "deleted", record, "softdelete.dev/restore=true");
    inSystem(disks, "wait", "deleted", record, "--for=condition=Restored", "--timeout=60s");

    disks.awaitBound("data");
    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    Disks.awhile();
    assertThat(file).exists();

    disks.delete("data");
    disks.purge("data");

    Disks.awaitGone(file);
  }

  @Test
  void comesBackWithItsNamespace() {
    Disks disks =
        Disks.covered(
            """
              resources: [{apiGroups: [""], resources: [namespaces, persistentvolumeclaims]}]
            """);
    disks.claim("data", "Delete");
    Path file = disks.write("data");
    String volume = disks.volumeOf("data");
    disks.kubectl().run("delete", "namespace", disks.namespace(), "--timeout=90s");
    String ofNamespace = "softdelete.dev/name=" + disks.namespace();

    inSystem(disks, "annotate", "deleted", "-l", ofNamespace, "softdelete.dev/restore=true");
    inSystem(
        disks, "wait", "deleted", "-l", ofNamespace, "--for=condition=Restored", "--timeout=120s");

    disks.awaitBound("data");
    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void aRecordThatMovesTakesTheVolumeAlong() throws InterruptedException {
    Disks disks = Disks.covered();
    disks.claim("data", "Delete");
    Path file = disks.write("data");
    disks.delete("data");

    disks.kubectl().run("delete", "namespace", disks.namespace(), "--timeout=90s");

    Disks.awhile();
    assertThat(file).exists();
    inSystem(disks, "delete", "deleted", record(disks), "--timeout=60s");
    Disks.awaitGone(file);
  }

  private static String record(Disks disks) {
    return disks
        .kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            Installation.NAMESPACE,
            "-l",
            "softdelete.dev/name=data",
            "-o",
            "jsonpath={.items[?(@.spec.resource.namespace=='"
                + disks.namespace()
                + "')].metadata.name}");
  }

  private static void inSystem(Disks disks, String... args) {
    disks.in(Installation.NAMESPACE, args);
  }
}
