package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.State;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The API server fails for some seconds between the record of an object and its release. A restore
 * waits for the release even under another name: a later version of the object may still be
 * captured.
 */
class NotReleasedYetTest {
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
  void aRestoreUnderAnotherNameWaits() {
    operator.proxy().fault(Fault.refusing(r -> r.is("PATCH", "/configmaps/late")));
    trial.create("late");
    trial.delete("late");
    eventually(() -> assertThat(trial.records(trial.namespace(), "late")).hasSize(1));
    String record = trial.onlyRecord("late").getMetadata().getName();

    trial.kubectl(
        "annotate",
        "deleted",
        record,
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-as=late-there");

    eventually(
        () ->
            assertThat(trial.onlyRecord("late").getStatus().conditions())
                .anyMatch(c -> c.getReason().equals("StillTerminating")));
    assertThat(trial.live("late-there")).isEmpty();
    trial.kubectl(
        "patch", "configmap", "late", "--type=merge", "-p", "{\"data\":{\"k\":\"later\"}}");

    operator.proxy().fault(Fault.NONE);

    eventually(
        () -> assertThat(trial.onlyRecord("late").getStatus().state()).isEqualTo(State.RESTORED));
    assertThat(trial.live("late-there").orElseThrow().getData()).containsEntry("k", "later");
    assertThat(trial.live("late")).isEmpty();
  }
}
