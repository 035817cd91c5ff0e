package dev.softdelete.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A policy with a namespace of its own.
 *
 * @param name the name of both
 */
record Observed(String name) {
  /** The replicas report every 15 seconds. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Pattern CAPTURES =
      Pattern.compile(
          "softdelete_observed_captures_total\\{resource=\"serviceaccounts\",[^}]*} (\\S+)");

  /**
   * Creates both, and waits until the API server sends the deletes of the namespace to the
   * operator. Deletes of ServiceAccounts show that, so tests must count other kinds.
   *
   * @param spec the rest of the spec, as YAML indented by two
   */
  static Observed begin(String spec) {
    Observed observed = create("Observe", spec);
    observed.awaitReason("Observing");
    observed.awaitCounting();
    return observed;
  }

  static Observed create(String enforcement, String spec) {
    var observed =
        new Observed("observed-" + NUMBER.incrementAndGet() + "-" + ProcessHandle.current().pid());
    Kubectl kubectl = Cluster.kubectl();
    kubectl.apply(
        "{apiVersion: v1, kind: Namespace, metadata: {name: %1$s, labels: {observed: %1$s}}}"
            .formatted(observed.name));
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s}
        spec:
          enforcement: %2$s
          namespaceSelector: {matchLabels: {observed: %1$s}}
        """
                .formatted(observed.name, enforcement)
            + spec);
    return observed;
  }

  Kubectl kubectl() {
    return Cluster.kubectl();
  }

  Caller caller() {
    return Caller.administrator();
  }

  String configMaps() {
    return "/api/v1/namespaces/" + name + "/configmaps";
  }

  void enforcement(String value) {
    kubectl()
        .run(
            "patch",
            "sdp",
            name,
            "--type=merge",
            "-p",
            "{\"spec\": {\"enforcement\": \"" + value + "\"}}");
  }

  void awaitReason(String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode policy = policy();
              JsonNode ready = condition(policy, "Ready");
              assertThat(ready.path("reason").asText()).as(ready.toString()).isEqualTo(reason);
              assertThat(ready.path("observedGeneration").asLong())
                  .isEqualTo(policy.at("/metadata/generation").asLong());
            });
  }

  private void awaitCounting() {
    String accounts = "/api/v1/namespaces/" + name + "/serviceaccounts";
    double before = captures();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              String probe = "probe-" + NUMBER.incrementAndGet();
              Caller.administrator().create(accounts, "metadata: {name: " + probe + "}");
              Caller.administrator().delete(accounts + "/" + probe, "{}");
              assertThat(captures()).isGreaterThan(before);
            });
  }

  private static double captures() {
    return CAPTURES
        .matcher(Cluster.operator().metrics())
        .results()
        .mapToDouble(m -> Double.parseDouble(m.group(1)))
        .sum();
  }

  private static JsonNode condition(JsonNode policy, String type) {
    for (JsonNode condition : policy.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return policy.path("none");
  }

  JsonNode policy() {
    return Caller.administrator().get("/apis/softdelete.dev/v1/softdeletepolicies/" + name).body();
  }

  JsonNode observation() {
    return policy().at("/status/observation");
  }

  /** Returns the entry of a resource. */
  JsonNode of(String resource) {
    for (JsonNode entry : observation().path("resources")) {
      if (entry.path("resource").asText().equals(resource)) {
        return entry;
      }
    }
    return observation().path("none");
  }

  void awaitCount(String resource, String path, long expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(of(resource).at(path).asLong())
                    .as(observation().toString())
                    .isEqualTo(expected));
  }

  String records(String namespace) {
    return kubectl()
        .run("get", "deleted", "-n", namespace, "-o", "jsonpath={.items[*].spec.resource.name}");
  }

  void configMap(String configMap) {
    assertThat(caller().create(configMaps(), "metadata: {name: " + configMap + "}").ok()).isTrue();
  }

  void end() {
    kubectl().run("delete", "sdp", name, "--ignore-not-found", "--wait=false");
  }
}
