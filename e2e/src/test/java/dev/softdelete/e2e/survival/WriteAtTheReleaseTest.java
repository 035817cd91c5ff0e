package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writes arrive while a deleted object is released. The API server acknowledges some of them
 * between its decision to remove the object and the removal.
 */
@Tag("soak")
class WriteAtTheReleaseTest {
  private static final int OBJECTS = 60;
  private static final int AT_A_TIME = 4;
  private static final int WRITERS = 3;

  /** A delete usually takes less, from its answer to its end. */
  private static final int WITHIN_MILLIS = 200;

  private static Trial trial;

  @BeforeAll
  static void begin() {
    var _ = Cluster.operator();
    trial = Trial.begin();
  }

  @AfterAll
  static void end() {
    trial.close();
  }

  @Test
  void whatWasAcknowledgedIsRestored() throws Exception {
    List<ConfigMap> written = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var deletes =
          threads.invokeAll(
              IntStream.range(0, OBJECTS)
                  .<Callable<ConfigMap>>mapToObj(i -> () -> deletedUnderWrites("w" + i))
                  .toList());
      for (var delete : deletes) {
        written.add(delete.get());
      }
    }

    written.forEach(object -> trial.captured(object.getMetadata().getName()));
    written.forEach(object -> trial.askToRestore(object.getMetadata().getName()));

    for (ConfigMap last : written) {
      String name = last.getMetadata().getName();
      eventually(() -> assertThat(trial.live(name)).isPresent());
      assertThat(trial.live(name).orElseThrow().getData())
          .as(name)
          .containsAllEntriesOf(last.getData());
    }
  }

  /** Returns the object with all data that the API server has acknowledged. */
  private static ConfigMap deletedUnderWrites(String name) throws Exception {
    ConfigMap last = trial.create(name);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pauses = new Random(name.hashCode());
      List<Future<Optional<ConfigMap>>> writes = new ArrayList<>();
      trial.client().configMaps().inNamespace(trial.namespace()).withName(name).delete();
      for (int writer = 0; writer < WRITERS; writer++) {
        String key = "writer-" + writer;
        int pause = pauses.nextInt(WITHIN_MILLIS);
        writes.add(threads.submit(() -> write(name, key, pause)));
      }
      for (var write : writes) {
        write.get().ifPresent(answer -> last.getData().putAll(answer.getData()));
      }
    }
    return last;
  }

  /** Returns the answer to the write; empty if the object is gone. */
  private static Optional<ConfigMap> write(String name, String key, int pauseMillis)
      throws InterruptedException {
    Thread.sleep(pauseMillis);
    try {
      return Optional.of(
          trial
              .client()
              .configMaps()
              .inNamespace(trial.namespace())
              .withName(name)
              .patch(
                  PatchContext.of(PatchType.JSON_MERGE),
                  "{\"data\":{\"%s\":\"1\"}}".formatted(key)));
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isIn(404, 409);
      return Optional.empty();
    }
  }
}
