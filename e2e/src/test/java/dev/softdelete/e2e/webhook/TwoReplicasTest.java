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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each replica answers, whichever of them is the leader. */
@Tag("delivery")
class TwoReplicasTest {
  private static final Kubectl KUBECTL = Cluster.installation().kubectl();
  private static FrontDoor door;

  /** The replica that was the leader last. */
  private static OperatorProcess leader;

  private static OperatorProcess other;
  private DeletedName deleted;

  private static OperatorProcess replica(String log) {
    return new OperatorProcess(Cluster.installation().operatorKubeconfig(), Path.of("target", log))
        .reachedBy(door.url());
  }

  @BeforeAll
  static void start() throws IOException {
    door = new FrontDoor();
    leader = replica("operator-door-1.log");
    other = replica("operator-door-2.log");
    Cluster.operateWith(leader);
    door.leadsTo(leader, other);
    leader.startReady();
    other.startReady();
  }

  @BeforeEach
  void begin() throws IOException {
    if (!leader.alive()) {
      OperatorProcess dead = leader;
      leader = other;
      other = dead.startReady();
    }
    door.leadsTo(leader, other);
    deleted = DeletedName.refused();
  }

  @AfterAll
  static void leaveOne() throws IOException {
    leader.kill();
    other.kill();
    Cluster.handBack();
    var _ = Cluster.operator();
    door.close();
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
  void eitherSaysWhatWasDeleted() throws IOException {
    for (OperatorProcess replica : List.of(leader, other)) {
      door.leadsTo(replica);
      long before = Calls.reviews(replica);
      await()
          .atMost(DeletedName.PATIENCE)
          .untilAsserted(() -> assertThat(deleted.manifest()).contains("\"kind\":\"ConfigMap\""));
      assertThat(Calls.reviews(replica)).isGreaterThan(before);
    }
  }

  @Test
  void whoRemainsAnswersWhileNobodyLeads() {
    KUBECTL.run("create", "configmap", "kept", "-n", deleted.ns());

    leader.kill();

    // If a connection has ended with its replica, the next request at the latest notices it.
    deleted.awaitRefused();
    List<String> missed = new ArrayList<>();
    KUBECTL.run("delete", "configmap", "kept", "-n", deleted.ns(), "--wait=false");
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              var result = deleted.create();
              if (result.ok()) {
                missed.add(result.toString());
              }
              return KUBECTL.call("get", "configmap", "kept", "-n", deleted.ns()).exit() != 0;
            });
    assertThat(missed).isEmpty();
    assertThat(KUBECTL.run("get", "deleted", "-n", deleted.ns())).contains("kept", "web");
  }

  @Test
  @Tag("soak")
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
