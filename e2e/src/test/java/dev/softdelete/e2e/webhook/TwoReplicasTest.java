package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each replica answers, whoever leads. */
class TwoReplicasTest {
  private final Kubectl kubectl = Cluster.installation().kubectl();
  private final FrontDoor door = new FrontDoor();
  private final OperatorProcess leader = replica("operator-door-1.log");
  private final OperatorProcess other = replica("operator-door-2.log");
  private DeletedName deleted;

  TwoReplicasTest() throws IOException {}

  private OperatorProcess replica(String log) {
    return new OperatorProcess(Cluster.installation().operatorKubeconfig(), Path.of("target", log))
        .reachedBy(door.url());
  }

  @BeforeEach
  void begin() throws IOException {
    Cluster.operateWith(Optional.of(leader));
    door.leadsTo(leader, other);
    leader.startReady();
    other.startReady();
    deleted = DeletedName.refused();
  }

  @AfterEach
  void leaveOne() throws IOException {
    other.kill();
    Cluster.operateWith(Optional.empty());
    door.close();
    Cluster.kubectl().run("delete", "sdp", "--all", "--timeout=120s");
  }

  @Test
  void eitherAnswers() throws IOException {
    for (OperatorProcess replica : List.of(leader, other)) {
      door.leadsTo(replica);
      await()
          .atMost(DeletedName.PATIENCE)
          .untilAsserted(() -> assertThat(calls(replica, deleted)).isPositive());
    }
  }

  @Test
  void whoRemainsAnswersWhileNobodyLeads() {
    kubectl.run("create", "configmap", "kept", "-n", deleted.ns());

    leader.kill();

    // A connection that ends with its replica is noticed by the next request at the latest.
    deleted.awaitRefused();
    List<String> missed = new ArrayList<>();
    kubectl.run("delete", "configmap", "kept", "-n", deleted.ns(), "--wait=false");
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              var result = deleted.create();
              if (result.ok()) {
                missed.add(result.toString());
              }
              return kubectl.call("get", "configmap", "kept", "-n", deleted.ns()).exit() != 0;
            });
    assertThat(missed).isEmpty();
    assertThat(kubectl.run("get", "dr", "-n", deleted.ns())).contains("kept", "web");
  }

  @Test
  void aRotationIsFollowedByBoth() {
    var before = TlsPeer.certificateOf(leader.webhookPort());

    TlsSecret.delete();

    List<String> missed = new ArrayList<>();
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              var result = deleted.create();
              if (result.ok()) {
                missed.add(result.toString());
              }
              var first = TlsPeer.certificateOf(leader.webhookPort());
              return !first.equals(before)
                  && first.equals(TlsPeer.certificateOf(other.webhookPort()));
            });
    assertThat(missed).isEmpty();
  }

  @Test
  void aRotationOutlivesItsLeader() {
    var before = TlsPeer.certificateOf(other.webhookPort());

    TlsSecret.delete();
    await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.certificate().isEmpty());
    leader.kill();
    deleted.awaitRefused();

    List<String> missed = new ArrayList<>();
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              var result = deleted.create();
              if (result.ok()) {
                missed.add(result.toString());
              }
              return !TlsPeer.certificateOf(other.webhookPort()).equals(before);
            });
    assertThat(missed).isEmpty();
  }

  private static long calls(OperatorProcess replica, DeletedName deleted) {
    long before = Calls.creates(replica);
    assertThat(deleted.refuses()).isTrue();
    return Calls.creates(replica) - before;
  }
}
