package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.survival.Death.Moment;
import dev.softdelete.e2e.volume.Disks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A claim is deleted again after its restore has created it, but before it is bound to its volume.
 */
@Tag("soak")
class DeletedDuringRestoreTest {
  private static final String ELSEWHERE = "default";
  private static FaultyOperator operator;
  private static Trial trial;
  private static Disks disks;

  @BeforeAll
  static void begin() throws IOException {
    operator = FaultyOperator.begin();
    trial = Trial.begin();
    disks = new Disks(Trial.kubectl(), trial.namespace());
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @Test
  void itsCaptureWaitsForTheVolume() throws InterruptedException {
    Path file = deleted("covered");
    String volume = volume("covered");
    dieBeforeTheVolumeIsBound(() -> trial.askToRestore("covered"));
    trial.kubectl("delete", "pvc", "covered", "--wait=false");

    operator.restart();

    trial.kubectl("wait", "pvc/covered", "--for=delete", "--timeout=60s");
    eventually(() -> assertThat(record("covered", State.RESTORED)).isNotNull());
    DeletedResource second = record("covered", State.DELETED);
    assertThat(second.getSpec().volume().name()).isEqualTo(volume);
    assertThat(second.getSpec().volume().reclaimPolicy()).isEqualTo("Delete");
    trial.kubectl(
        "annotate", "deleted", second.getMetadata().getName(), "softdelete.dev/restore=true");
    trial.kubectl(
        "wait",
        "deleted",
        second.getMetadata().getName(),
        "--for=condition=Restored",
        "--timeout=60s");
    assertThat(disks.volumeOf("covered")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  @Test
  void whereNobodyHeldItTheRecordKeepsTheVolume() throws InterruptedException {
    Path file = deleted("uncovered");
    String volume = volume("uncovered");
    dieBeforeTheVolumeIsBound(() -> askToRestore("uncovered", ELSEWHERE));
    letGo("uncovered");
    Trial.kubectl().run("delete", "pvc", "uncovered", "-n", ELSEWHERE, "--timeout=60s");

    operator.restart();

    eventually(
        () -> {
          DeletedResource record = trial.onlyRecord("uncovered");
          var status = record.getStatus();
          assertThat(status.state()).isEqualTo(State.DELETED);
          assertThat(status.conditions()).anyMatch(c -> c.getReason().equals("VolumePending"));
          assertThat(record.getMetadata().getAnnotations())
              .doesNotContainKey("softdelete.dev/restore");
        });
    askToRestore("uncovered", trial.namespace());
    eventually(() -> assertThat(record("uncovered", State.RESTORED)).isNotNull());
    assertThat(disks.volumeOf("uncovered")).isEqualTo(volume);
    disks.assertGivenBack(volume, "Delete");
    assertThat(file).exists();
  }

  /** Removes the finalizers, as the operator does when the claim's policy ends. */
  private static void letGo(String claim) {
    Trial.kubectl()
        .run(
            "patch",
            "pvc",
            claim,
            "-n",
            ELSEWHERE,
            "--as=system:serviceaccount:soft-delete-system:soft-delete-operator",
            "--type=json",
            "-p",
            "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers\"}]");
  }

  private static Path deleted(String claim) {
    disks.claim(claim, "Delete");
    Path file = disks.write(claim);
    trial.kubectl("delete", "pvc", claim, "--timeout=60s");
    return file;
  }

  private static String volume(String claim) {
    return trial.onlyRecord(claim).getSpec().volume().name();
  }

  private static void dieBeforeTheVolumeIsBound(Runnable restore) throws InterruptedException {
    Death death =
        Death.at(
            new Death.Point(1, Moment.BEFORE),
            operator.process(),
            r -> r.is("PATCH", "/persistentvolumes/"));
    operator.proxy().fault(death);
    restore.run();
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();
  }

  private static void askToRestore(String claim, String namespace) {
    trial.kubectl(
        "annotate",
        "deleted",
        trial.onlyRecord(claim).getMetadata().getName(),
        "softdelete.dev/restore-namespace=" + namespace,
        "softdelete.dev/restore=true",
        "--overwrite");
  }

  private static DeletedResource record(String claim, State state) {
    return trial.records(trial.namespace(), claim).stream()
        .filter(r -> r.getStatus().state() == state)
        .findFirst()
        .orElse(null);
  }
}
