package dev.softdelete.e2e.hold;

import static dev.softdelete.e2e.hold.Held.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An undelete restarts nothing: the controllers adopt the Pods, which kept running. */
class SamePodsTest {
  private static final String MANIFEST =
      """
      apiVersion: %1$s
      kind: %2$s
      metadata: {name: %3$s, namespace: %4$s}
      spec:
        %5$s
        template:
          metadata: {labels: {app: %3$s}}
          spec:
            terminationGracePeriodSeconds: 0
            restartPolicy: %6$s
            containers: [{name: c, image: example.com/c}]
      """;

  private static Held held;

  @BeforeAll
  static void begin() {
    held = Held.begin("");
    // The DaemonSet needs a Node. No kubelet serves this one.
    held.kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: some-node}
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Deployment  | apps/v1  | 2 | 'replicas: 2, selector: {matchLabels: {app: deployment}}'
          StatefulSet | apps/v1  | 1 | 'replicas: 1, serviceName: x, selector: {matchLabels: {app: statefulset}}'
          DaemonSet   | apps/v1  | 1 | 'selector: {matchLabels: {app: daemonset}}'
          Job         | batch/v1 | 2 | 'parallelism: 2, completions: 3'
          """)
  void comeBackWithTheirWorkload(String kind, String apiVersion, int count, String spec) {
    String name = kind.toLowerCase(java.util.Locale.ROOT);
    held.kubectl()
        .apply(
            MANIFEST.formatted(
                apiVersion,
                kind,
                name,
                held.namespace(),
                spec.replaceAll(", (?=[a-z]+[A-Za-z]*:)", "\n  "),
                kind.equals("Job") ? "Never" : "Always"));
    eventually(() -> assertThat(held.pods(name)).hasSize(count));
    List<String> before = held.pods(name);
    String uid = uid(name);

    held.delete(name, name);
    assertThat(held.pods(name)).isEqualTo(before);
    held.restore(name);

    assertThat(uid(name)).isNotEqualTo(uid);
    eventually(() -> assertThat(owners(name)).isNotEmpty().allMatch(o -> !o.equals(uid)));
    assertThat(held.pods(name)).isEqualTo(before);
    assertThat(held.run("get", name, name, "-o", "jsonpath={.metadata.annotations}"))
        .doesNotContain("softdelete.dev");
  }

  @Test
  void aDeploymentsReplicaSetIsNotCoveredForHavingBeenOrphaned() {
    held.kubectl()
        .apply(
            MANIFEST.formatted(
                "apps/v1",
                "Deployment",
                "plain",
                held.namespace(),
                "selector: {matchLabels: {app: plain}}",
                "Always"));
    eventually(() -> assertThat(held.pods("plain")).hasSize(1));

    held.delete("deployment", "plain");
    held.restore("plain");

    eventually(() -> assertThat(owners("plain")).hasSize(1));
    assertThat(held.run("get", "rs,pods", "-l", "app=plain", "-o", "jsonpath={..finalizers}"))
        .doesNotContain("softdelete.dev");
  }

  private static String uid(String name) {
    return held.run("get", name, name, "-o", "jsonpath={.metadata.uid}");
  }

  /**
   * Returns the uids of the workloads that own the Pods. A Deployment owns its Pods through a
   * ReplicaSet, so the method returns the owner of the ReplicaSet.
   */
  private static List<String> owners(String app) {
    String kinds = app.equals("deployment") || app.equals("plain") ? "replicasets" : "pods";
    return held.run(
            "get",
            kinds,
            "-l",
            "app=" + app,
            "-o",
            "jsonpath={range .items[*].metadata.ownerReferences[0]}{.uid}{\"\\n\"}{end}")
        .lines()
        .toList();
  }
}
