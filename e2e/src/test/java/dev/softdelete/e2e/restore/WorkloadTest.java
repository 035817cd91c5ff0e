package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects that the cluster's controllers act upon work again after a restore. */
class WorkloadTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [apps, batch, ""], resources: [deployments, jobs, pods]}]
            """);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "deployment,job,pod", "--all", "-n", ns, "--wait=false");
  }

  @Test
  void aDeploymentIsTheSameAndItsPodsAreMadeAnew() {
    kubectl.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: %s}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {terminationGracePeriodSeconds: 0, containers: [{name: c, image: example.com/c}]}
        """
            .formatted(ns));
    awaitPods("app=web", 2);
    awaitObserved("deployment", "web");
    JsonNode before = Live.get(kubectl, "deployment", "web", ns);

    Deletion deletion = Deletion.of(kubectl, "deployment", "web", ns);
    awaitPods("app=web", 0);
    deletion.restore();

    awaitPods("app=web", 2);
    awaitObserved("deployment", "web");
    assertThat(Live.essenceWithoutStatus(Live.get(kubectl, "deployment", "web", ns)))
        .isEqualTo(Live.essenceWithoutStatus(before));
    assertThat(owner("replicaset", "app=web"))
        .isEqualTo(Live.get(kubectl, "deployment", "web", ns).at("/metadata/uid").asText());
    assertThat(kubectl.run("get", "rs", "-n", ns, "-o", "jsonpath={..annotations}"))
        .doesNotContain("softdelete.dev");
  }

  @Test
  void aJobRunsUnderItsNewUid() {
    kubectl.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once, namespace: %s, labels: {app: once}}
        spec:
          template:
            metadata: {labels: {app: once}}
            spec:
              terminationGracePeriodSeconds: 0
              restartPolicy: Never
              containers: [{name: c, image: example.com/c}]
        """
            .formatted(ns));
    awaitPods("app=once", 1);
    JsonNode before = Live.get(kubectl, "job", "once", ns);

    Deletion deletion = Deletion.of(kubectl, "job", "once", ns);
    awaitPods("app=once", 0);
    deletion.restore();

    awaitPods("app=once", 1);
    JsonNode after = Live.get(kubectl, "job", "once", ns);
    String uid = after.at("/metadata/uid").asText();
    assertThat(owner("pod", "app=once")).isEqualTo(uid);
    assertThat(after.at("/spec/selector").toString()).contains(uid);
    assertThat(Live.essenceWithoutStatus(withoutUid(after)))
        .isEqualTo(Live.essenceWithoutStatus(withoutUid(before)));
  }

  @Test
  void aJobWithASelectorOfItsOwnKeepsIt() {
    kubectl.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: manual, namespace: %s}
        spec:
          suspend: true
          manualSelector: true
          selector: {matchLabels: {mine: manual}}
          template:
            metadata: {labels: {mine: manual}}
            spec: {restartPolicy: Never, containers: [{name: c, image: example.com/c}]}
        """
            .formatted(ns));
    JsonNode before = Live.get(kubectl, "job", "manual", ns);

    Deletion.of(kubectl, "job", "manual", ns).restore();

    assertThat(Live.get(kubectl, "job", "manual", ns).path("spec")).isEqualTo(before.path("spec"));
  }

  @Test
  void aPodIsNotTiedToTheNodeThatItRanOn() {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: placed, namespace: %s}
        spec:
          nodeName: gone
          terminationGracePeriodSeconds: 0
          containers: [{name: c, image: example.com/c}]
        """
            .formatted(ns));
    kubectl.run("delete", "pod", "placed", "-n", ns, "--wait=false", "--force");
    String uid = recordOf("placed");

    Deletion.recorded(kubectl, uid).restore();

    JsonNode pod = Live.get(kubectl, "pod", "placed", ns);
    assertThat(pod.at("/spec/nodeName").isMissingNode()).isTrue();
  }

  private static String recordOf(String name) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !kubectl.run(query(name, "{.items[*].metadata.name}")).isEmpty());
    return kubectl.run(query(name, "{.items[*].spec.resource.uid}"));
  }

  private static String[] query(String name, String path) {
    return new String[] {
      "get",
      "deleted",
      "-n",
      ns,
      "--field-selector=spec.resource.name=" + name,
      "-o",
      "jsonpath=" + path
    };
  }

  private static void awaitPods(String selector, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run("get", "pod", "-l", selector, "-n", ns, "-o", "name").lines())
                    .hasSize(count));
  }

  private static void awaitObserved(String kind, String name) {
    kubectl.run(
        "wait",
        kind,
        name,
        "-n",
        ns,
        "--for=jsonpath={.metadata.annotations.deployment\\.kubernetes\\.io/revision}=1",
        "--timeout=60s");
  }

  private static String owner(String kind, String selector) {
    return kubectl.run(
        "get",
        kind,
        "-l",
        selector,
        "-n",
        ns,
        "-o",
        "jsonpath={.items[0].metadata.ownerReferences[0].uid}");
  }

  /** Replaces the uid of a Job everywhere, because its selector and labels contain it too. */
  private static JsonNode withoutUid(JsonNode job) {
    String uid = job.at("/metadata/uid").asText();
    ObjectNode same = (ObjectNode) Live.parse(job.toString().replace(uid, "its-uid"));
    return same;
  }
}
