package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write between a delete for which there is no room and its capture. One
 * record ends for it and no more, and what a person deleted stays.
 */
@Tag(Soak.SAMPLED)
@Tag("soak")
class DeathWhileMakingRoomTest {
  private static final Kubectl PRUNER =
      Cluster.installation().kubectlAs("system:serviceaccount:ci:pruner", "system:masters");

  private static Trial trial;
  private static Deaths deaths;
  private final AtomicInteger scenes = new AtomicInteger();

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("  limits: {records: 3}\n");
    trial = deaths.trial();
  }

  @AfterAll
  static void end() throws IOException {
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> capture() {
    return deaths.of(
        new Deaths.Way<>(
            "room",
            this::full,
            trial::delete,
            object -> {
              trial.captured(object.getMetadata().getName());
              Trial.eventually(() -> assertThat(names()).hasSize(3).contains("kept"));
            }));
  }

  /** Fills the namespace with one record of a person and two routine ones, the older one last. */
  private ConfigMap full(String name) {
    trial.kubectl("delete", "deleted", "--all", "--timeout=60s");
    int scene = scenes.incrementAndGet();
    trial.createAndDelete("kept");
    prune("run-a-" + scene);
    prune("run-b-" + scene);
    Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    return trial.create(name);
  }

  private static void prune(String name) {
    trial.create(name);
    PRUNER.run("delete", "configmap", name, "-n", trial.namespace(), "--timeout=60s");
    Trial.eventually(() -> assertThat(names()).contains(name));
  }

  private static java.util.List<String> names() {
    return java.util.List.of(
        trial
            .kubectl("get", "deleted", "-o", "jsonpath={.items[*].spec.resource.name}")
            .split(" ", -1));
  }
}
