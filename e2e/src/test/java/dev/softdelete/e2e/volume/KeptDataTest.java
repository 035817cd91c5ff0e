package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.volume.Disks.Provisioning;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file of a deleted claim exists until the purge, and is gone after it. */
class KeptDataTest {
  private static Disks disks;

  @BeforeAll
  static void cover() {
    disks = Disks.covered();
  }

  @ParameterizedTest
  @EnumSource
  void isUntouchedByTheDelete(Provisioning provisioning) throws InterruptedException {
    String claim = claim("kept", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);

    disks.delete(claim);

    Disks.awhile();
    assertThat(file).hasContent(disks.namespace() + "/" + claim);
    assertThat(disks.field(volume, "{.status.phase}")).isEqualTo("Released");
    assertThat(
            disks
                .kubectl()
                .run(
                    "get",
                    "deleted",
                    "-l",
                    "softdelete.dev/name=" + claim,
                    "-n",
                    disks.namespace(),
                    "-o",
                    "jsonpath={.items[0].spec.volume['name','reclaimPolicy','capacity']}"))
        .isEqualTo(volume + " Delete 1Mi");
  }

  @ParameterizedTest
  @EnumSource
  void isThereAfterTheRestore(Provisioning provisioning) throws InterruptedException {
    String claim = claim("back", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);
    disks.delete(claim);

    disks.restore(claim);

    assertThat(disks.volumeOf(claim)).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    Disks.awhile();
    assertThat(file).exists();
    assertThat(disks.field(volume, "{.status.phase}")).isEqualTo("Bound");
  }

  @ParameterizedTest
  @EnumSource
  void isGoneAfterThePurge(Provisioning provisioning) {
    String claim = claim("purged", provisioning);
    Path file = disks.write(claim);
    String volume = disks.volumeOf(claim);
    disks.delete(claim);
    assertThat(file).exists();

    disks.purge(claim);

    Disks.awaitGone(file);
    disks.kubectl().run("wait", "pv/" + volume, "--for=delete", "--timeout=60s");
  }

  private static String claim(String name, Provisioning provisioning) {
    String claim = name + "-" + provisioning.name().toLowerCase(java.util.Locale.ROOT);
    disks.claim(claim, provisioning);
    return claim;
  }
}
