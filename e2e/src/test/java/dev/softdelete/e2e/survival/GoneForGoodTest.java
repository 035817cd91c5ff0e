package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.survival.Death.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an interrupted capture left brings nothing back that was purged, or let go for good. */
class GoneForGoodTest {
  private static FaultyOperator operator;
  private static Trial trial;

  @BeforeAll
  static void begin() throws IOException {
    operator = new FaultyOperator();
    trial = Trial.begin();
  }

  @AfterAll
  static void end() throws IOException {
    trial.close();
    operator.close();
  }

  @Test
  void whatWasPurgedStaysSoWhereItsFirstSnapshotWasLeft() throws InterruptedException {
    ConfigMap object = trial.create("purged");
    Death death = dieAt(Moment.BEFORE, "DELETE");
    operator.proxy().fault(new EditBeforeRelease(trial, "purged", death));
    trial.delete("purged");
    assertThat(death.awaited()).isTrue();
    assertThat(trial.snapshots(object.getMetadata().getUid())).hasSize(2);

    trial.kubectl(
        "delete", "dr", trial.onlyRecord("purged").getMetadata().getName(), "--wait=false");
    operator.restart();

    trial.purged(object);
  }

  @Test
  void whatIsLetGoTakesTheSnapshotAlongThatHasNoRecordYet() throws InterruptedException {
    letGoAfterItsFirstWrite(trial.create("let-go"));
  }

  @Test
  void whatIsLetGoTakesPartOfASnapshotAlong() throws InterruptedException {
    letGoAfterItsFirstWrite(trial.createLarge("let-go-large"));
  }

  private static void letGoAfterItsFirstWrite(ConfigMap object) throws InterruptedException {
    String name = object.getMetadata().getName();
    Death death = dieAt(Moment.AFTER, "POST");
    operator.proxy().fault(death);
    trial.delete(name);
    assertThat(death.awaited()).isTrue();
    assertThat(trial.snapshots(object.getMetadata().getUid())).hasSize(1);

    trial.kubectl("annotate", "configmap", name, "softdelete.dev/bypass=true");
    operator.restart();

    trial.purged(object);
  }

  /** At its first such write to a snapshot. */
  private static Death dieAt(Moment moment, String method) {
    return Death.at(1, moment, operator.process(), r -> r.is(method, "/secrets"));
  }
}
