package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class KillStormTest {
  private static final int DELETES = 200;
  private static final Duration PAUSE = Duration.ofMillis(60);

  @Test
  void noneOfTwoHundredDeletesIsLostWhileTheOperatorIsKilledEverySecond()
      throws InterruptedException {
    try (Trial trial = Trial.begin()) {
      List<String> names = IntStream.range(0, DELETES).mapToObj(i -> "storm-" + i).toList();
      names.forEach(trial::create);
      int kills = deleteUnderKills(trial, names);
      assertThat(kills).as("kills").isGreaterThan(5);

      eventually(() -> assertThat(objects(trial)).isEmpty());
      assertThat(records(trial))
          .extracting(r -> r.getSpec().resource().name())
          .containsExactlyInAnyOrderElementsOf(names);
      trial.nothingLeftBehind();

      trial.kubectl("annotate", "deleted", "-l", "trial=yes", "softdelete.dev/restore=true");
      eventually(
          () -> assertThat(records(trial)).allMatch(r -> r.getStatus().state() == State.RESTORED));
      Map<String, String> values =
          objects(trial).stream()
              .collect(
                  Collectors.toMap(o -> o.getMetadata().getName(), o -> o.getData().get("data")));
      assertThat(values)
          .hasSize(DELETES)
          .allSatisfy((name, value) -> assertThat(value).isEqualTo(name));
      assertThat(objects(trial))
          .allMatch(
              o ->
                  o.getMetadata().getAnnotations() == null
                      || o.getMetadata().getAnnotations().isEmpty());
      trial.nothingLeftBehind();
    }
  }

  private static int deleteUnderKills(Trial trial, List<String> names) throws InterruptedException {
    OperatorProcess operator = Cluster.operator();
    var deleting = new AtomicBoolean(true);
    var kills = new java.util.concurrent.atomic.AtomicInteger();
    Thread killer =
        Thread.startVirtualThread(
            () -> {
              while (deleting.get()) {
                pause(Duration.ofSeconds(1));
                operator.kill();
                operator.start();
                kills.incrementAndGet();
              }
            });
    try {
      for (String name : names) {
        trial.client().configMaps().inNamespace(trial.namespace()).withName(name).delete();
        pause(PAUSE);
      }
    } finally {
      deleting.set(false);
      killer.join();
    }
    operator.awaitReady();
    return kills.get();
  }

  private static List<ConfigMap> objects(Trial trial) {
    return trial
        .client()
        .configMaps()
        .inNamespace(trial.namespace())
        .withLabel("trial")
        .list()
        .getItems();
  }

  private static List<DeletedResource> records(Trial trial) {
    return trial
        .client()
        .resources(DeletedResource.class)
        .inNamespace(trial.namespace())
        .list()
        .getItems();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
