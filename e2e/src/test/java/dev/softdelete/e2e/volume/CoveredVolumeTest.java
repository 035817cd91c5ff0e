package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Installation;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim and its volume are both covered and both deleted, so two records refer to one volume. */
class CoveredVolumeTest {
  private final Disks disks = Disks.coveredWithVolumes();
  private Path file;
  private String volume;

  @BeforeEach
  void bothDeleted() {
    disks.claim("data", "Delete");
    file = disks.write("data");
    volume = disks.volumeOf("data");
    disks.delete("data");
    disks.kubectl().run("delete", "pv", volume, "--timeout=60s");
  }

  @Test
  void theClaimBringsItsVolumeBack() {
    disks.restore("data");

    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
    ofVolume("annotate", "softdelete.dev/restore=true");
    ofVolume(
        "wait", "--for=jsonpath={.status.conditions[?(@.type=='Restored')].reason}=NameConflict");
    callOff();
  }

  @Test
  void theVolumeComesBackFirst() {
    ofVolume("annotate", "softdelete.dev/restore=true");
    ofVolume("wait", "--for=condition=Restored");

    disks.restore("data");

    assertThat(disks.volumeOf("data")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void thePurgeOfOneLeavesTheOtherItsData() throws InterruptedException {
    disks.purge("data");

    Disks.awhile();
    assertThat(file).exists();
    ofVolume("annotate", "softdelete.dev/restore=true");
    ofVolume("wait", "--for=condition=Restored");
    assertThat(disks.field(volume, "{.metadata.name}")).isEqualTo(volume);
  }

  @Test
  void thePurgeOfTheVolumesRecordTakesNothingFromTheClaim() throws InterruptedException {
    disks.restore("data");

    ofVolume("delete", "--timeout=60s");

    Disks.awhile();
    assertThat(file).exists();
    assertThat(disks.field(volume, "{.status.phase}")).isEqualTo("Bound");
  }

  /**
   * Cancels the restore of the volume. A waiting restore of a cluster-scoped object would keep
   * other restores from giving up.
   */
  private void callOff() {
    ofVolume("annotate", "softdelete.dev/restore-");
  }

  private void ofVolume(String verb, String argument) {
    disks.in(
        Installation.NAMESPACE, verb, "deleted", "-l", "softdelete.dev/name=" + volume, argument);
  }
}
