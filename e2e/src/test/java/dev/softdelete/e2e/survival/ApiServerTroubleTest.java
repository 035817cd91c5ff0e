package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.controlplane.Signal;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("delivery")
class ApiServerTroubleTest {
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

  @AfterEach
  void nothingLeftBehind() {
    trial.nothingLeftBehind();
  }

  @ParameterizedTest
  @EveryNth(2)
  @EnumSource(Signal.class)
  void carriesOnWhenTheApiServerIsRestartedInTheMidstOfDeletes(Signal signal) {
    List<String> names =
        IntStream.range(0, 20)
            .mapToObj(i -> "restart-" + signal.name().toLowerCase(java.util.Locale.ROOT) + i)
            .toList();
    names.forEach(trial::create);
    names.forEach(
        name -> trial.client().configMaps().inNamespace(trial.namespace()).withName(name).delete());

    Cluster.controlPlane().restartApiServer(signal);

    names.forEach(name -> asTheKubeletDoes(() -> assertThat(trial.live(name)).isEmpty()));
    names.forEach(trial::onlyRecord);
    allIsWell("after-" + signal.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void carriesOnWhenItsWatchesAreCut() throws IOException {
    assertThat(operator.proxy().cutWatches()).isGreaterThan(3);

    allIsWell("after-cut");
  }

  @Test
  void carriesOnWhenTheVersionThatItWatchedFromIsGone() {
    Cluster.controlPlane().stopApiServer(Signal.KILL);
    Cluster.controlPlane().compactEtcd();
    Cluster.controlPlane().startApiServer();

    allIsWell("after-compaction");
  }

  @Test
  void capturesWhatWasDeletedWhileItWasDown() {
    var object = trial.create("while-down");
    operator.process().kill();
    trial.delete("while-down");
    assertThat(trial.live("while-down").orElseThrow().getMetadata().getDeletionTimestamp())
        .isNotNull();

    operator.restart();

    trial.captured("while-down");
    trial.askToRestore("while-down");
    trial.restoredAs(object);
  }

  /**
   * Waits until the assertion holds, and restarts the operator whenever it has exited, as the
   * kubelet does. The operator may exit when it has lost its lease.
   */
  private static void asTheKubeletDoes(ThrowingRunnable holds) {
    eventually(
        () -> {
          var _ = Cluster.operator();
          holds.run();
        });
  }

  /** Asserts that the operator handles a delete, a restore and a purge. */
  private static void allIsWell(String name) {
    var object = trial.create(name);
    trial.delete(name);
    asTheKubeletDoes(() -> assertThat(trial.live(name)).isEmpty());
    // An API server that has just started answers 503 until its admission policies are compiled.
    eventually(() -> trial.askToRestore(name));
    trial.restoredAs(object);
    String record = trial.onlyRecord(name).getMetadata().getName();
    trial.kubectl("delete", "deleted", record, "--wait=false");
    eventually(() -> assertThat(trial.records(trial.namespace(), name)).isEmpty());
  }
}
