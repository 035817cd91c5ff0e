package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaptureConflictTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = FaultyOperator.begin();
    trial = Trial.begin();
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @Test
  void whatIsEditedBetweenSnapshotAndReleaseComesBackAsEdited() {
    var object = trial.create("edited");
    operator.proxy().fault(new EditBeforeRelease(trial, "edited", Fault.NONE));

    trial.delete("edited");

    var record = trial.captured("edited");
    assertThat(trial.snapshots(object.getMetadata().getUid())).hasSize(1);
    assertThat(record.getSpec().snapshot().parts()).isEqualTo(1);
    trial.nothingLeftBehind();
    trial.askToRestore("edited");
    eventually(
        () ->
            assertThat(trial.live("edited"))
                .hasValueSatisfying(o -> assertThat(o.getData()).containsEntry("edit", "late")));
  }

  @Test
  void theOlderSnapshotGoesAlsoWhenTheOperatorDiedBeforeItsRecord() throws InterruptedException {
    var object = trial.create("orphaned");
    var death =
        Death.at(
            new Death.Point(2, Death.Moment.BEFORE),
            operator.process(),
            r ->
                r.target().contains("/secrets")
                    || r.target().contains("/namespaces/" + trial.namespace() + "/"));
    operator.proxy().fault(death);
    trial.delete("orphaned");
    assertThat(death.awaited()).isTrue();
    EditBeforeRelease.edit(trial, "orphaned");

    operator.restart();

    trial.captured("orphaned");
    eventually(() -> assertThat(trial.snapshots(object.getMetadata().getUid())).hasSize(1));
    trial.nothingLeftBehind();
  }
}
