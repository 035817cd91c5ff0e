package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;

/**
 * A ConfigMap that was deleted, in its own namespace.
 *
 * @param ns the name of the namespace and of its policy
 */
record DeletedName(String ns) {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final String NAME = "web";

  /** Returns a deleted name under the answer Reject, once a create over the name is refused. */
  static DeletedName refused() {
    return in(covered("Reject")).awaitRefused();
  }

  /** Creates a namespace in which all ConfigMaps are covered. */
  static String covered(String onRecreate) {
    return Cluster.coveredNamespace(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          onRecreate: %s
        """
            .formatted(onRecreate));
  }

  static DeletedName in(String ns) {
    Kubectl kubectl = kubectl();
    kubectl.run("create", "configmap", NAME, "-n", ns, "--from-literal=old=1");
    kubectl.run("delete", "configmap", NAME, "-n", ns, "--timeout=60s");
    return new DeletedName(ns);
  }

  /**
   * Sends the request of {@link #create} without kubectl, for tests that repeat it again and again.
   */
  Caller.Answer tried() {
    return Caller.administrator()
        .dry()
        .create(
            "/api/v1/namespaces/" + ns + "/configmaps",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}".formatted(NAME));
  }

  /** Creates over the name as a dry run, which does not change the result of the next create. */
  Kubectl.Result create() {
    return kubectl().call("create", "configmap", NAME, "-n", ns, "--dry-run=server");
  }

  boolean refuses() {
    Kubectl.Result result = create();
    return !result.ok() && result.err().contains("already exists in namespace");
  }

  DeletedName awaitRefused() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(create().err()).contains("A deleted ConfigMap with name 'web'"));
    return this;
  }

  /** Returns the manifest of the deleted object, or why it cannot be read. */
  String manifest() {
    Kubectl kubectl = kubectl();
    String record =
        kubectl.run("get", "deleted", "-n", ns, "-o", "jsonpath={.items[0].metadata.name}");
    Caller.Answer answer =
        Caller.administrator()
            .dry()
            .create(
                "/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresourcereviews",
                """
                apiVersion: softdelete.dev/v1
                kind: DeletedResourceReview
                metadata: {name: any}
                spec: {record: %s}
                """
                    .formatted(record));
    return answer.ok() ? answer.body().at("/status/manifest").asText() : answer.message();
  }

  private static Kubectl kubectl() {
    return Cluster.installation().kubectl();
  }
}
