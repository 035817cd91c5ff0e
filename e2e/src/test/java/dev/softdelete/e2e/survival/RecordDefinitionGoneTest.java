package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The definition of the records is deleted with all records. The records are rebuilt from the
 * snapshots.
 */
@Tag("delivery")
class RecordDefinitionGoneTest {
  private static final String DEFINITION = "deletedresources.softdelete.dev";

  @Test
  void recordsComeBackFromTheirSnapshotsWithWhatUsersChanged() {
    try (Trial trial = Trial.begin()) {
      var object = trial.create("lost");
      trial.delete("lost");
      DeletedResource before = trial.captured("lost");
      change(trial, before, "{\"spec\":{\"legalHold\":true}}");
      change(
          trial,
          before,
          "{\"spec\":{\"purgeTime\":\"%s\"}}"
              .formatted(
                  java.time.Instant.parse(before.getSpec().deletionTime()).plusSeconds(864_000)));
      DeletedResource changed = trial.onlyRecord("lost");
      RestoredObject back = restoredOnHold(trial, "back");

      Trial.kubectl().run("annotate", "crd", DEFINITION, "softdelete.dev/unlock=true");
      Trial.kubectl().run("delete", "crd", DEFINITION, "--timeout=180s");
      trial.create("meanwhile");
      trial.delete("meanwhile");
      Trial.kubectl().run("apply", "--server-side", "-f", Repository.file("crds").toString());

      eventually(() -> assertThat(trial.onlyRecord("lost").getSpec()).isEqualTo(changed.getSpec()));
      eventually(
          () -> {
            var status = trial.onlyRecord("back").getStatus();
            assertThat(status.state()).isEqualTo(State.RESTORED);
            assertThat(status.restoredAs()).isEqualTo(back);
          });
      var _ = Cluster.operator();
      trial.captured("meanwhile");
      trial.nothingLeftBehind();
      trial.askToRestore("lost");
      trial.restoredAs(object);
    }
  }

  private static RestoredObject restoredOnHold(Trial trial, String name) {
    var object = trial.create(name);
    trial.delete(name);
    change(trial, trial.captured(name), "{\"spec\":{\"legalHold\":true}}");
    trial.askToRestore(name);
    trial.restoredAs(object);
    return trial.onlyRecord(name).getStatus().restoredAs();
  }

  private static void change(Trial trial, DeletedResource record, String patch) {
    trial.kubectl("patch", "deleted", record.getMetadata().getName(), "--type=merge", "-p", patch);
  }
}
