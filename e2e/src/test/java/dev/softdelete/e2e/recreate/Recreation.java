package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace whose policy gives one answer to creates over a deleted name, and the requests of a
 * user in that namespace.
 *
 * @param ns the name of the namespace
 */
record Recreation(String ns, Kubectl kubectl) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CORE =
      "configmaps, secrets, services, persistentvolumeclaims, serviceaccounts";

  /** Creates a namespace under a policy with the given answer: Reject, Restore or Allow. */
  static Recreation under(String answer, String... morePolicy) {
    return new Recreation(
        Cluster.namespaceUnderSharedPolicy(
            """
              resources:
              - {apiGroups: [""], resources: [%s]}
              - {apiGroups: [apps, batch], resources: ["*"]}
              - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings]}
              onRecreate: %s
            %s
            """
                .formatted(CORE, answer, String.join("\n", morePolicy))),
        Cluster.kubectl());
  }

  /** Returns the same namespace for another user. */
  Recreation as(Kubectl other) {
    return new Recreation(ns, other);
  }

  /** Returns a ConfigMap as YAML. */
  String configMap(String name, String data, String... annotations) {
    String annotated =
        annotations.length == 0 ? "" : "  annotations: {" + String.join(", ", annotations) + "}\n";
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      namespace: %s
    %sdata: %s
    """
        .formatted(name, ns, annotated, data);
  }

  String run(String... args) {
    return kubectl.run(here(args));
  }

  Kubectl.Result call(String... args) {
    return kubectl.call(here(args));
  }

  /** Runs any kubectl command that takes a manifest, such as {@code apply}. */
  Kubectl.Result call(List<String> command, String manifest) {
    var args = new ArrayList<>(command);
    args.addAll(List.of("-n", ns, "-f", "-"));
    return kubectl.inputCall(manifest, args.toArray(String[]::new));
  }

  /** Runs the command and asserts that it succeeds. */
  Kubectl.Result runWith(List<String> command, String manifest) {
    Kubectl.Result result = call(command, manifest);
    assertThat(result.ok()).as(command + ": " + result.err()).isTrue();
    return result;
  }

  private String[] here(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-n", ns));
    return all.toArray(String[]::new);
  }

  /** Deletes the object and waits until it is gone, which means that its record exists. */
  Recreation delete(String kind, String name, String... options) {
    var args = new ArrayList<>(List.of("delete", kind, name, "--timeout=60s"));
    args.addAll(List.of(options));
    run(args.toArray(String[]::new));
    return this;
  }

  /**
   * Waits until the object is gone, for clients that do not wait. An apply to an object that is
   * being deleted would be lost with it.
   */
  Recreation awaitGone(String kind, String name) {
    run("wait", kind, name, "--for=delete", "--timeout=60s");
    return this;
  }

  JsonNode get(String kind, String name) {
    return parse(run("get", kind, name, "-o", "json", "--show-managed-fields"));
  }

  String data(String name) {
    return get("configmap", name).path("data").toString();
  }

  /** Returns the name of the record of the latest deletion under that name. */
  String record(String name) {
    List<JsonNode> records = records(name);
    assertThat(records).as("records of " + name).isNotEmpty();
    return records.getLast().at("/metadata/name").asText();
  }

  /** Returns the records of that name, in the order of the deletions. */
  List<JsonNode> records(String name) {
    var records = new ArrayList<JsonNode>();
    String list =
        run("get", "deleted", "--field-selector=spec.resource.name=" + name, "-o", "json");
    parse(list).path("items").forEach(records::add);
    records.sort(
        (a, b) ->
            a.at("/metadata/creationTimestamp")
                .asText()
                .compareTo(b.at("/metadata/creationTimestamp").asText()));
    return records;
  }

  List<String> states(String name) {
    return records(name).stream().map(r -> r.at("/status/state").asText()).toList();
  }

  /**
   * Waits until the newest record is restored, so that no step of the restore is still in progress.
   */
  void awaitRestored(String name) {
    await(name + " is restored")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(states(name)).last().isEqualTo("RESTORED"));
  }

  /** Restores the object by the annotation that the message of a refusal names. */
  void restore(String name) {
    run("annotate", "deleted", record(name), "softdelete.dev/restore=true");
    awaitRestored(name);
  }

  /** Returns the exact message with which the create of a person or tool is refused. */
  String refusal(String kind, String name) {
    return taken(kind, name)
        + " To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the"
        + " manifest.";
  }

  /** Returns the first sentences of any refusal. */
  String taken(String kind, String name) {
    return "A deleted %s with name '%s' already exists in namespace '%s'. Restore it with: kubectl annotate deletedresource %s -n %s softdelete.dev/restore=true, or choose a different name."
        .formatted(kind, name, ns, record(name), ns);
  }

  void assertRefused(Kubectl.Result result, String kind, String name) {
    assertThat(result.ok()).as(result.out()).isFalse();
    assertThat(result.err())
        .startsWith("Error from server (AlreadyExists): ")
        .endsWith(" denied the request: " + refusal(kind, name) + "\n");
    assertThat(call("get", kind, name).err()).contains("NotFound");
    assertThat(states(name)).last().isEqualTo("DELETED");
  }

  /** Returns the events of the newest record, each as {@code reason: message}. */
  String events(String name) {
    return run(
        "get",
        "events",
        "--field-selector",
        "involvedObject.name=" + record(name),
        "-o",
        "jsonpath={range .items[*]}{.reason}: {.message}{\"\\n\"}{end}");
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
