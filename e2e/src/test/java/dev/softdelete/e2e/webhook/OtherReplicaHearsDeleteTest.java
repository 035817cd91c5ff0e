package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The replica that the API server informs of a delete is not the replica that captures the object.
 */
@Tag("delivery")
class OtherReplicaHearsDeleteTest {
  private final Kubectl kubectl = Cluster.installation().kubectl();
  private final FrontDoor door = new FrontDoor();
  private final OperatorProcess leader = replica("operator-hears-1.log");
  private final OperatorProcess listener = replica("operator-hears-2.log");
  private String ns;
  private String uid;

  OtherReplicaHearsDeleteTest() throws IOException {}

  private OperatorProcess replica(String log) {
    return new OperatorProcess(Cluster.installation().operatorKubeconfig(), Path.of("target", log))
        .reachedBy(door.url());
  }

  @BeforeEach
  void begin() throws IOException {
    Cluster.operateWith(leader);
    leader.startReady();
    listener.startReady();
    door.leadsTo(listener);
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              ignoreDeletesBy: {users: [robot]}
              nameReservation: {duration: 1h}
            """);
  }

  @AfterEach
  void leaveOne() throws IOException {
    listener.kill();
    Cluster.handBack();
    door.close();
  }

  @Test
  void theRecordNamesWhoAsked() {
    delete("a", "ann");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () -> assertThat(records("{.items[*].spec.deletedBy.username}")).isEqualTo("ann"));
  }

  @Test
  void aFinalDeleteLeavesNoRecord() {
    delete("b", "robot");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(() -> assertThat(records("{.items[*].metadata.name}")).isEmpty());
    assertThat(
            kubectl.run(
                "get",
                "secrets",
                "-n",
                "soft-delete-system",
                "-l",
                "softdelete.dev/uid=" + uid,
                "-o",
                "name"))
        .isEmpty();
  }

  @Test
  void aFinalDeleteReservesNothing() {
    delete("kept", "ann");
    delete("gone", "robot");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () -> assertThat(records("{.items[*].spec.resource.name}")).isEqualTo("kept"));
    assertThat(
            kubectl.run(
                "get",
                "namereservations",
                "-o",
                "jsonpath={.items[?(@.spec.resource.namespace==\""
                    + ns
                    + "\")].spec.resource.name}"))
        .isEqualTo("kept");
  }

  private void delete(String name, String user) {
    kubectl.run("create", "configmap", name, "-n", ns);
    uid = kubectl.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.metadata.uid}");
    Cluster.installation()
        .kubectlAs(user, "system:masters")
        .run("delete", "configmap", name, "-n", ns, "--timeout=60s");
  }

  private String records(String path) {
    return kubectl.run("get", "deleted", "-n", ns, "-o", "jsonpath=" + path);
  }
}
