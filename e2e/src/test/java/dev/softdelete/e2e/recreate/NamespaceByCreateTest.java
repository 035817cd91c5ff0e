package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A namespace comes back by a create, and its content is created at once. Some of it was deleted
 * before the namespace, as tools do that prune. No create gets past a record, and no record stays
 * DELETED whose object lives.
 */
class NamespaceByCreateTest {
  private static final int OBJECTS = 8;
  private static final int DELETED_BEFORE = 4;
  private final Kubectl kubectl = Cluster.kubectl();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @EveryNth(3)
  void restoreRestoresEachObjectFromItsRecord(int round) {
    String ns = covered("Restore");
    deleted(ns);

    Kubectl.Result applied =
        kubectl.inputCall(manifest(ns, ""), "apply", "--server-side", "-f", "-");

    assertThat(applied.ok()).as(applied.err()).isTrue();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              assertThat(states(ns)).as("records in " + ns).doesNotContain("DELETED", "RESTORING");
              assertThat(states(Installation.NAMESPACE, ns)).doesNotContain("DELETED", "RESTORING");
            });
    for (String name : names()) {
      assertThat(data(ns, name)).as(name).contains("\"k\":\"2\"", "\"theirs\":\"kept\"");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @EveryNth(3)
  void rejectRefusesEachObjectThatWasDeletedBefore(int round) {
    String ns = covered("Reject");
    deleted(ns);

    kubectl.inputCall(
        manifest(ns, "annotations: {softdelete.dev/on-recreate: Restore},"),
        "apply",
        "--server-side",
        "-f",
        "-");

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(states(ns)).hasSize(DELETED_BEFORE).containsOnly("DELETED"));
    for (String name : names().subList(0, DELETED_BEFORE)) {
      assertThat(kubectl.call("get", "configmap", name, "-n", ns).err()).contains("NotFound");
    }
    for (String name : names().subList(DELETED_BEFORE, OBJECTS)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(data(ns, name)).contains("\"theirs\":\"kept\""));
    }
  }

  /** As Helm does: the namespace first, a moment later all objects at once, and no apply. */
  @Test
  void createsThatFollowAreAllAnsweredWithTheDeletedObjects() throws InterruptedException {
    String ns = covered("Restore");
    kubectl.input(manifest(ns, ""), "apply", "--server-side", "-f", "-");
    kubectl.run("delete", "namespace", ns, "--timeout=120s");
    Caller admin = Caller.administrator();
    admin.create(
        "/api/v1/namespaces", "metadata: {name: %s, labels: {test: %s}}".formatted(ns, ns));
    Thread.sleep(1500);

    List<Caller.Answer> answers =
        names().parallelStream()
            .map(
                name ->
                    admin.create(
                        "/api/v1/namespaces/" + ns + "/configmaps",
                        "{metadata: {name: %s}, data: {k: \"3\"}}".formatted(name)))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.ok()).isTrue());
    for (String name : names()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(data(ns, name)).contains("\"k\":\"3\""));
    }
  }

  private static String covered(String answer) {
    return Cluster.coveredNamespace(
        """
          resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
          onRecreate: %s
        """
            .formatted(answer));
  }

  /** Creates the objects, which another client changes, and deletes some, then the namespace. */
  private void deleted(String ns) {
    kubectl.input(manifest(ns, ""), "apply", "--server-side", "-f", "-");
    for (String name : names()) {
      Caller.administrator()
          .merge("/api/v1/namespaces/" + ns + "/configmaps/" + name, "{data: {theirs: kept}}");
    }
    var delete = new ArrayList<>(List.of("delete", "configmap", "-n", ns));
    delete.addAll(names().subList(0, DELETED_BEFORE));
    kubectl.run(delete.toArray(String[]::new));
    kubectl.run("delete", "namespace", ns, "--timeout=120s");
  }

  private String manifest(String ns, String metadata) {
    var all = new StringBuilder();
    all.append(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, %s labels: {test: %s}}}\n"
            .formatted(ns, metadata, ns));
    for (String name : names()) {
      all.append(
          "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {k: \"2\"}}\n"
              .formatted(name, ns));
    }
    return all.toString();
  }

  private static List<String> names() {
    return IntStream.rangeClosed(1, OBJECTS).mapToObj(i -> "c" + i).toList();
  }

  private String data(String ns, String name) {
    return kubectl.run("get", "configmap", name, "-n", ns, "-o=jsonpath={.data}");
  }

  /** Returns the states of the records that are kept in a namespace. */
  private List<String> states(String kept) {
    return words(kubectl.run("get", "deleted", "-n", kept, "-o=jsonpath={.items[*].status.state}"));
  }

  /** Returns the states of the records of objects of a namespace that are kept elsewhere. */
  private List<String> states(String kept, String namespace) {
    return words(
        kubectl.run(
            "get",
            "deleted",
            "-n",
            kept,
            "-o=jsonpath={.items[?(@.spec.resource.namespace=='"
                + namespace
                + "')].status.state}"));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" ", -1));
  }
}
