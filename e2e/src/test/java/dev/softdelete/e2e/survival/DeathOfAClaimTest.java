package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.State;
import dev.softdelete.e2e.Soak;
import dev.softdelete.e2e.volume.Disks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write of a claim's capture, restore and purge. Only the purge deletes
 * the claim's data.
 */
@Tag(Soak.SAMPLED)
@Tag("delivery")
class DeathOfAClaimTest {
  private static Trial trial;
  private static Disks disks;
  private static Deaths deaths;

  /** A claim with a file in its volume. An ordinary delete of the claim would delete the file. */
  private record Disk(String claim, String volume, Path file) {}

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("");
    trial = deaths.trial();
    disks = new Disks(Trial.kubectl(), trial.namespace());
  }

  @AfterAll
  static void end() throws IOException {
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> capture() {
    return deaths.of(
        new Deaths.Way<>(
            "capture",
            DeathOfAClaimTest::bound,
            DeathOfAClaimTest::delete,
            DeathOfAClaimTest::captured,
            disk -> {
              captured(disk);
              trial.askToRestore(disk.claim());
              restored(disk);
            }));
  }

  @TestFactory
  Stream<DynamicTest> restore() {
    return deaths.of(
        new Deaths.Way<>(
            "restore",
            DeathOfAClaimTest::deleted,
            trial::askToRestore,
            DeathOfAClaimTest::restored));
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> restoreOfAVolumeDeletedByHand() {
    return deaths.of(
        new Deaths.Way<>(
            "restore-by-hand",
            DeathOfAClaimTest::deletedWithItsVolume,
            trial::askToRestore,
            DeathOfAClaimTest::restored));
  }

  @TestFactory
  Stream<DynamicTest> purge() {
    return deaths.of(
        new Deaths.Way<>(
            "purge",
            DeathOfAClaimTest::deleted,
            DeathOfAClaimTest::askToPurge,
            DeathOfAClaimTest::purged));
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> purgeOfAVolumeDeletedByHand() {
    return deaths.of(
        new Deaths.Way<>(
            "purge-by-hand",
            DeathOfAClaimTest::deletedWithItsVolume,
            DeathOfAClaimTest::askToPurge,
            DeathOfAClaimTest::purged));
  }

  private static Disk bound(String name) {
    disks.claim(name, "Delete");
    return new Disk(name, disks.volumeOf(name), disks.write(name));
  }

  private static Disk deleted(String name) {
    Disk disk = bound(name);
    delete(name);
    captured(disk);
    return disk;
  }

  private static Disk deletedWithItsVolume(String name) {
    Disk disk = deleted(name);
    Trial.kubectl().run("delete", "pv", disk.volume(), "--timeout=60s");
    return disk;
  }

  private static void delete(String claim) {
    trial.kubectl("delete", "pvc", claim, "--wait=false");
  }

  private static void askToPurge(String claim) {
    String record = trial.onlyRecord(claim).getMetadata().getName();
    trial.kubectl("delete", "deleted", record, "--wait=false");
  }

  private static void captured(Disk disk) {
    trial.kubectl("wait", "pvc/" + disk.claim(), "--for=delete", "--timeout=60s");
    assertThat(trial.onlyRecord(disk.claim()).getSpec().volume().reclaimPolicy())
        .isEqualTo("Delete");
    assertThat(disk.file()).exists();
  }

  private static void restored(Disk disk) {
    eventually(
        () ->
            assertThat(trial.onlyRecord(disk.claim()).getStatus().state())
                .isEqualTo(State.RESTORED));
    trial.kubectl(
        "wait", "pvc/" + disk.claim(), "--for=jsonpath={.status.phase}=Bound", "--timeout=60s");
    assertThat(disks.volumeOf(disk.claim())).isEqualTo(disk.volume());
    disks.assertGivenBack(disk.volume(), "Delete");
    assertThat(disks.field(disk.volume(), "{.status.phase}")).isEqualTo("Bound");
    assertThat(disk.file()).exists();
  }

  private static void purged(Disk disk) {
    Disks.awaitGone(disk.file());
    eventually(() -> assertThat(trial.records(trial.namespace(), disk.claim())).isEmpty());
    Trial.kubectl().run("wait", "pv/" + disk.volume(), "--for=delete", "--timeout=60s");
  }
}
