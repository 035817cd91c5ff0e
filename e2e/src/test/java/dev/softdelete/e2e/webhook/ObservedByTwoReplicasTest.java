package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbers of a policy that only observes are the sum of what each replica has heard, once. */
@Tag("soak")
class ObservedByTwoReplicasTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String POLICY = "/apis/softdelete.dev/v1/softdeletepolicies/observed-by-two";

  private final Caller admin = Caller.administrator();
  private final FrontDoor door = new FrontDoor();
  private final OperatorProcess leader = replica("operator-observes-1.log");
  private final OperatorProcess other = replica("operator-observes-2.log");
  private int number;

  ObservedByTwoReplicasTest() throws IOException {}

  private OperatorProcess replica(String log) {
    return new OperatorProcess(Cluster.installation().operatorKubeconfig(), Path.of("target", log))
        .reachedBy(door.url());
  }

  @BeforeEach
  void begin() throws IOException {
    Cluster.operateWith(leader);
    leader.startReady();
    other.startReady();
    door.leadsTo(other);
    admin.create("/api/v1/namespaces", "metadata: {name: two, labels: {observed: two}}");
    Cluster.installation()
        .kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: observed-by-two}
            spec:
              enforcement: Observe
              namespaceSelector: {matchLabels: {observed: two}}
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
  }

  @AfterEach
  void leaveOne() throws IOException {
    admin.delete(POLICY, "{}");
    other.kill();
    Cluster.handBack();
    door.close();
  }

  @Test
  void whatEachHasHeardIsAddedAndStaysWhenTheLeaderIsKilled() throws IOException {
    long heardByTheOther = deleteUntilOneIsHeard();
    for (int i = 0; i < 5; i++) {
      delete();
    }
    awaitCaptured(heardByTheOther + 5);

    door.leadsTo(leader);
    long heardByBoth = deleteUntilOneIsHeard();
    for (int i = 0; i < 5; i++) {
      delete();
    }
    awaitCaptured(heardByBoth + 5);
    JsonNode before = observation();

    leader.kill();
    door.leadsTo(other);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(observation().path("observedSeconds").asLong())
                    .isGreaterThan(before.path("observedSeconds").asLong()));
    assertThat(observation().path("captured").asLong()).isEqualTo(heardByBoth + 5);
    assertThat(observation().path("since")).isEqualTo(before.path("since"));
    assertThat(deleteUntilOneIsHeard()).isGreaterThan(heardByBoth + 5);
  }

  /** The API server needs a moment to call another replica. Returns the number after that. */
  private long deleteUntilOneIsHeard() {
    long before = observation().path("captured").asLong();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              delete();
              assertThat(observation().path("captured").asLong()).isGreaterThan(before);
            });
    return settled();
  }

  /** Waits for the last reports, and returns the number. */
  private long settled() {
    long[] last = {-1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(20))
        .until(
            () -> {
              long now = observation().path("captured").asLong();
              boolean same = now == last[0];
              last[0] = now;
              return same;
            });
    return last[0];
  }

  private void awaitCaptured(long expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(observation().path("captured").asLong())
                    .as(observation().toString())
                    .isEqualTo(expected));
  }

  private void delete() {
    String name = "c-" + ++number;
    assertThat(
            admin
                .create("/api/v1/namespaces/two/configmaps", "metadata: {name: " + name + "}")
                .ok())
        .isTrue();
    admin.delete("/api/v1/namespaces/two/configmaps/" + name, "{}");
  }

  private JsonNode observation() {
    return admin.get(POLICY).body().at("/status/observation");
  }
}
