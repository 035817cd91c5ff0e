package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.volume.Disks.Provisioning;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The PersistentVolume of the data is deleted by hand. The claim's record contains enough
 * information about it.
 */
class VolumeDeletedByHandTest {
  private static Disks disks;

  @BeforeAll
  static void cover() {
    disks = Disks.covered();
  }

  @ParameterizedTest
  @EnumSource
  void whileTheClaimLived(Provisioning provisioning) {
    String claim = claim("lived", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);
    disks.kubectl().run("delete", "pv", volume, "--wait=false");
    disks.delete(claim);
    awaitGone(volume);

    disks.restore(claim);

    assertThat(disks.volumeOf(claim)).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @ParameterizedTest
  @EnumSource
  void whileTheClaimWasDeleted(Provisioning provisioning) {
    String claim = claim("back", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);
    disks.delete(claim);
    deleteByHand(volume);

    disks.restore(claim);

    assertThat(disks.volumeOf(claim)).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @ParameterizedTest
  @EnumSource
  void thePurgeFindsTheDataAllTheSame(Provisioning provisioning) {
    String claim = claim("purged", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);
    disks.delete(claim);
    deleteByHand(volume);
    assertThat(file).exists();

    disks.purge(claim);

    Disks.awaitGone(file);
    awaitGone(volume);
  }

  private static void deleteByHand(String volume) {
    disks.kubectl().run("delete", "pv", volume, "--timeout=60s");
  }

  private static void awaitGone(String volume) {
    disks.kubectl().run("wait", "pv/" + volume, "--for=delete", "--timeout=60s");
  }

  private static String claim(String name, Provisioning provisioning) {
    String claim = name + "-" + provisioning.name().toLowerCase(Locale.ROOT);
    disks.claim(claim, provisioning);
    return claim;
  }
}
