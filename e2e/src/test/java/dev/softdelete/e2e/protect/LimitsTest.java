package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * At a limit, the finalizer keeps holding the deleted object. Nothing is lost, and the store does
 * not fill up.
 */
class LimitsTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void whatIsOneTooManyWaitsUntilThereIsRoom() {
    String ns = covered("records: 1");
    create(ns, "first", "second");
    kubectl.run("delete", "configmap", "first", "-n", ns);

    kubectl.run("delete", "configmap", "second", "-n", ns, "--wait=false");

    awaitHeld(ns, "second", "records: 1");
    kubectl.run("delete", "deleted", "--all", "-n", ns);
    kubectl.run("wait", "configmap", "second", "-n", ns, "--for=delete", "--timeout=60s");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("second");
  }

  /** The waits between the attempts have grown to more than ten seconds by then. */
  @Test
  @Tag("soak")
  void whoWaitsLongestIsServedAtOnceAndFirst() {
    String ns = covered("records: 1");
    create(ns, "first", "second", "third");
    kubectl.run("delete", "configmap", "first", "-n", ns);
    kubectl.run("delete", "configmap", "second", "-n", ns, "--wait=false");
    awaitHeld(ns, "second", "records: 1");
    await().pollDelay(Duration.ofSeconds(14)).atMost(Duration.ofSeconds(30)).until(() -> true);

    kubectl.run("delete", "deleted", "--all", "-n", ns, "--wait=false");
    kubectl.run("delete", "configmap", "third", "-n", ns, "--wait=false");

    kubectl.run("wait", "configmap", "second", "-n", ns, "--for=delete", "--timeout=6s");
    awaitHeld(ns, "third", "records: 1");
    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("second");
  }

  @Test
  void aCreateOverWhatWaitsForRoomIsAnsweredAtOnce() {
    String ns = covered("records: 1");
    create(ns, "first", "second");
    kubectl.run("delete", "configmap", "first", "-n", ns);
    kubectl.run("delete", "configmap", "second", "-n", ns, "--wait=false");
    awaitHeld(ns, "second", "records: 1");

    long begin = System.nanoTime();
    Caller.Answer answer =
        Caller.administrator()
            .create("/api/v1/namespaces/" + ns + "/configmaps", "metadata: {name: second}");

    assertThat(answer.code()).as(answer.toString()).isEqualTo(409);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void whatIsRestoredCountsNoMore() {
    String ns = covered("records: 1");
    create(ns, "first", "second");
    kubectl.run("delete", "configmap", "first", "-n", ns);
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");

    kubectl.run("delete", "configmap", "second", "-n", ns, "--timeout=60s");
  }

  @Test
  void whatIsTooLargeWaitsUntilTheLimitIsRaised() {
    String ns = covered("bytes: 100Ki");
    kubectl.run(
        "create", "configmap", "large", "-n", ns, "--from-literal=a=" + "x".repeat(110_000));

    kubectl.run("delete", "configmap", "large", "-n", ns, "--wait=false");

    awaitHeld(ns, "large", "bytes: 100Ki");
    kubectl.run(
        "patch", "sdp", ns, "--type=merge", "-p", "{\"spec\":{\"limits\":{\"bytes\":\"1Mi\"}}}");
    kubectl.run("wait", "configmap", "large", "-n", ns, "--for=delete", "--timeout=60s");
  }

  @Test
  void theRecordCountsToo() {
    String ns = covered("bytes: 12Ki");
    String labels =
        IntStream.range(0, 60)
            .mapToObj(i -> "label-of-thirty-characters-%03d: %s".formatted(i, "v".repeat(60)))
            .collect(Collectors.joining(", "));
    Caller.Answer created =
        Caller.administrator()
            .create(
                "/api/v1/namespaces/" + ns + "/configmaps",
                "metadata: {name: labelled, labels: {" + labels + "}}");
    assertThat(created.body().toString().length()).isLessThan(12 * 1024);

    kubectl.run("delete", "configmap", "labelled", "-n", ns, "--wait=false");

    awaitHeld(ns, "labelled", "bytes: 12Ki");
  }

  @Test
  void reservedHostsCount() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [networking.k8s.io], resources: [ingresses]}]
              nameReservation: {duration: 1h}
              limits: {records: 3}
            """);
    for (String host : List.of("a", "b")) {
      String rule = host + "." + ns + ".test/*=web:80";
      kubectl.run("create", "ingress", host, "-n", ns, "--rule=" + rule);
    }
    kubectl.run("delete", "ingress", "a", "-n", ns);

    kubectl.run("delete", "ingress", "b", "-n", ns, "--wait=false");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "events", "-n", ns))
                    .contains("records: 3; this object counts 2 times"));
  }

  @Test
  void aNamespaceAtItsLimitGoesAllTheSame() {
    String ns = covered("records: 2");
    create(ns, "first", "second", "third", "fourth");
    kubectl.run("delete", "configmap", "first", "second", "-n", ns);

    kubectl.run("delete", "namespace", ns, "--timeout=90s");

    assertThat(
            kubectl.run(
                "get",
                "deleted",
                "-n",
                "soft-delete-system",
                "-o",
                "jsonpath={.items[?(@.spec.resource.namespace=='" + ns + "')].spec.resource.name}"))
        .contains("first", "second", "third", "fourth");
  }

  @Test
  void aPolicyGoesAllTheSame() {
    String ns = covered("records: 1");
    create(ns, "first", "second");
    kubectl.run("delete", "configmap", "first", "-n", ns);
    kubectl.run("delete", "configmap", "second", "-n", ns, "--wait=false");
    awaitHeld(ns, "second", "records: 1");

    kubectl.run("delete", "sdp", ns, "--timeout=90s");

    assertThat(kubectl.run("get", "deleted", "-n", ns)).contains("first", "second");
  }

  @Test
  @Tag("soak")
  void thePolicySaysSo() {
    String ns = covered("bytes: 1");
    create(ns, "any");

    kubectl.run("delete", "configmap", "any", "-n", ns, "--wait=false");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(Policies.status(ns, "stuck[*].reason")).isEqualTo("LimitReached"));
    assertThat(Policies.status(ns, "stuck[*].name")).isEqualTo("any");
  }

  private static String covered(String limit) {
    return Cluster.coveredNamespace(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          limits: {%s}
        """
            .formatted(limit));
  }

  private void create(String ns, String... names) {
    for (String name : names) {
      kubectl.run("create", "configmap", name, "-n", ns);
    }
  }

  private void awaitHeld(String ns, String name, String limit) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(
                      kubectl.run(
                          "get",
                          "events",
                          "-n",
                          ns,
                          "--field-selector=reason=LimitReached,involvedObject.name=" + name))
                  .contains("so its delete waits")
                  .contains(limit);
            });
    assertThat(kubectl.run("get", "configmap", name, "-n", ns, "-o", "name")).isNotEmpty();
  }
}
