package dev.softdelete.e2e.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two replicas are replaced as a Deployment does it: a new one starts and becomes ready, then an
 * old one gets SIGTERM. Clients continue to send requests during the update.
 */
@Tag("delivery")
class RollingUpdateTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
  private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration LED_AGAIN_WITHIN = Duration.ofSeconds(3);
  private static final int MANY = 200;

  private final ServiceSwitch service = new ServiceSwitch();
  private final List<OperatorProcess> pods = new ArrayList<>();
  private Deletes deletes;

  RollingUpdateTest() throws IOException {}

  @BeforeEach
  void twoReplicas() {
    OperatorProcess leader = pod("a");
    Cluster.operateWith(leader);
    start(leader);
    start(pod("b"));
    deletes =
        new Deletes(
            Cluster.coveredNamespace(
                """
                  resources: [{apiGroups: [""], resources: [configmaps]}]
                  onRecreate: Reject
                """));
  }

  @AfterEach
  void leaveOne() throws IOException {
    pods.forEach(OperatorProcess::kill);
    Cluster.handBack();
    service.close();
  }

  @Test
  void nothingFailsAndNothingIsLost() {
    var traffic = new Traffic(deletes.namespace());
    var lease = new LeaseLog();
    try (traffic;
        lease) {
      await().atMost(PATIENCE).until(() -> traffic.refused() > 0);
      for (String name : List.of("c", "d")) {
        OperatorProcess old = pods.removeFirst();
        start(pod(name));
        String leader = lease.holder();
        long sigterm = System.nanoTime();
        old.terminate();

        assertThat(old.awaitExit(ENDS_WITHIN)).as(old.logTail()).isZero();
        if (name.equals("c")) {
          handedOver(lease, leader, sigterm);
        }
      }
      await()
          .atMost(PATIENCE)
          .until(() -> traffic.deleted().size() >= MANY && traffic.refused() >= MANY);
    }

    assertThat(traffic.failures()).isEmpty();
    assertThat(traffic.created()).isGreaterThanOrEqualTo(MANY);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(deletes.held()).isEmpty());
    assertThat(deletes.recorded()).containsAll(traffic.deleted());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ofNobody()).isEmpty());
  }

  private static void handedOver(LeaseLog lease, String leader, long sigterm) {
    await().atMost(PATIENCE).until(() -> lease.takenAfter(sigterm, leader).isPresent());
    long released = lease.releasedAfter(sigterm).orElseThrow(() -> notGivenBack(lease)).at();
    long taken = lease.takenAfter(released, leader).orElseThrow().at();
    assertThat(Duration.ofNanos(released - sigterm)).isLessThan(GIVEN_BACK_WITHIN);
    assertThat(Duration.ofNanos(taken - released)).isLessThan(LED_AGAIN_WITHIN);
  }

  private static AssertionError notGivenBack(LeaseLog lease) {
    return new AssertionError("the lease was not given back: " + lease);
  }

  private OperatorProcess pod(String name) {
    var pod =
        new OperatorProcess(
                Cluster.installation().operatorKubeconfig(),
                Path.of("target", "operator-rolling-" + name + ".log"))
            .reachedBy(service.url());
    pods.add(pod);
    service.select(pod);
    return pod;
  }

  /** Starts the replica and waits until it is ready and receives connections. */
  private void start(OperatorProcess pod) {
    pod.startReady();
    await().atMost(PATIENCE).until(() -> service.leadsTo(pod));
  }

  /**
   * Returns the objects whose records do not name the user who deleted them. This would mean that a
   * webhook was not asked, or forgot the user.
   */
  private Set<String> ofNobody() {
    var names = new TreeSet<String>();
    for (JsonNode record : deletes.records()) {
      if (!record.at("/spec/deletedBy/username").asText().equals(Traffic.DELETER)) {
        names.add(record.at("/spec/resource/name").asText());
      }
    }
    return names;
  }
}
