package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.survival.Death.Moment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The leftovers of an interrupted capture never bring back an object that was purged, or that was
 * released by a final delete.
 */
@Tag("soak")
class GoneForGoodTest {
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
  void whatWasPurgedStaysSoWhereItsFirstSnapshotWasLeft() throws InterruptedException {
    ConfigMap object = trial.create("purged");
    Death death = dieAt(Moment.BEFORE, "DELETE");
    operator.proxy().fault(new EditBeforeRelease(trial, "purged", death));
    trial.delete("purged");
    assertThat(death.awaited()).isTrue();
    assertThat(trial.snapshots(object.getMetadata().getUid())).hasSize(2);

    trial.kubectl(
        "delete", "deleted", trial.onlyRecord("purged").getMetadata().getName(), "--wait=false");
    operator.restart();
    operator.proxy().fault(noCapture());

    trial.purged(object);
  }

  /**
   * Prevents any further capture. A capture that is in progress while the purge releases the object
   * is a different case.
   */
  private static Fault noCapture() {
    return new Fault() {
      @Override
      public boolean forwards(ProxiedRequest request) {
        return !request.is("POST", "/secrets");
      }
    };
  }

  @Test
  void whatIsLetGoTakesTheSnapshotAlongThatHasNoRecordYet() throws InterruptedException {
    letGoAfterItsFirstWrite(trial.create("let-go"));
  }

  @Test
  void whatIsLetGoTakesPartOfASnapshotAlong() throws InterruptedException {
    letGoAfterItsFirstWrite(trial.createLarge("let-go-large"));
  }

  /** This holds once the operator has read all snapshots, which may take a moment after a start. */
  @Test
  void nothingIsLookedForWhereNothingWasInterrupted() {
    var tries = new AtomicInteger();
    Trial.eventually(
        () -> {
          var targets = new CopyOnWriteArrayList<String>();
          operator.proxy().fault(noting(targets));
          String name = "usual-" + tries.incrementAndGet();
          ConfigMap object = trial.create(name);
          trial.delete(name);
          String record = trial.captured(name).getMetadata().getName();
          trial.kubectl("delete", "deleted", record);

          assertThat(trial.snapshots(object.getMetadata().getUid())).isEmpty();
          assertThat(targets)
              .noneMatch(target -> target.contains(object.getMetadata().getUid()))
              .anyMatch(target -> target.contains("/secrets/snapshot-"));
        });
  }

  private static Fault noting(List<String> targets) {
    return new Fault() {
      @Override
      public boolean forwards(ProxiedRequest request) {
        return targets.add(request.target());
      }
    };
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

  /** Kills the operator at its first write to a snapshot with the given method. */
  private static Death dieAt(Moment moment, String method) {
    return Death.at(new Death.Point(1, moment), operator.process(), r -> r.is(method, "/secrets"));
  }
}
