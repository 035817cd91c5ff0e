package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Namespaces that one policy selects by a label. Clients create them again without the label.
 *
 * @param policy the name of the policy, and the value of the label
 */
record LabelledNamespaces(String policy, Kubectl kubectl) {
  private static final String HOME = Installation.NAMESPACE;

  /** Makes a policy over namespaces and ConfigMaps with the given answer. */
  static LabelledNamespaces under(String answer, String... morePolicy) {
    return new LabelledNamespaces(
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
              onRecreate: %s
            %s
            """
                .formatted(answer, String.join("\n", morePolicy))),
        Cluster.kubectl());
  }

  String name(String suffix) {
    return policy + "-" + suffix;
  }

  /** Creates a namespace that the policy covers, with a ConfigMap in it. */
  LabelledNamespaces create(String suffix) {
    kubectl.input(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %s, labels: {test: %s}}
        """
            .formatted(name(suffix), policy),
        "create",
        "-f",
        "-");
    kubectl.run("create", "configmap", "settings", "-n", name(suffix), "--from-literal=a=1");
    return this;
  }

  /** Deletes namespaces, all at a time, and waits until they are gone. */
  LabelledNamespaces delete(String... suffixes) {
    var args = new ArrayList<>(List.of("delete", "namespace", "--timeout=120s"));
    Stream.of(suffixes).map(this::name).forEach(args::add);
    kubectl.run(args.toArray(String[]::new));
    return this;
  }

  LabelledNamespaces deleted(String... suffixes) {
    Stream.of(suffixes).forEach(this::create);
    return delete(suffixes);
  }

  /** Returns a manifest of the namespace with the given labels. */
  String manifest(String suffix, String labels) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {%s}}}"
        .formatted(name(suffix), labels);
  }

  JsonNode record(String suffix) {
    JsonNode records =
        Recreation.parse(
                kubectl.run(
                    "get",
                    "deleted",
                    "-n",
                    HOME,
                    "-l",
                    "softdelete.dev/kind=Namespace,softdelete.dev/name=" + name(suffix),
                    "-o",
                    "json"))
            .path("items");
    assertThat(records).as("records of " + name(suffix)).hasSize(1);
    return records.get(0);
  }

  String state(String suffix) {
    return record(suffix).at("/status/state").asText();
  }

  boolean exists(String suffix) {
    return kubectl.call("get", "namespace", name(suffix)).ok();
  }

  String label(String suffix, String label) {
    return Recreation.parse(kubectl.run("get", "namespace", name(suffix), "-o", "json"))
        .at("/metadata/labels")
        .path(label)
        .asText();
  }

  /** Restores the namespace by the annotation that the message of a refusal names. */
  void restore(String suffix) {
    kubectl.run(
        "annotate",
        "deleted",
        record(suffix).at("/metadata/name").asText(),
        "-n",
        HOME,
        "softdelete.dev/restore=true");
    awaitRestored(suffix);
  }

  /** Waits until the namespace and what was deleted with it are restored. */
  void awaitRestored(String suffix) {
    kubectl.run(
        "wait",
        "deleted",
        record(suffix).at("/metadata/name").asText(),
        "-n",
        HOME,
        "--for=condition=Restored",
        "--timeout=180s");
    assertThat(
            kubectl.run(
                "get", "configmap", "settings", "-n", name(suffix), "-o", "jsonpath={.data.a}"))
        .isEqualTo("1");
  }

  /** Returns the exact message with which the create of a person or a tool is refused. */
  String refusal(String suffix) {
    return "This is not a field conflict; --force-conflicts does not help. A deleted Namespace with"
        + " name '%s' already exists. Restore it with: kubectl annotate deletedresource %s -n %s softdelete.dev/restore=true, or choose a different name. To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the manifest."
            .formatted(name(suffix), record(suffix).at("/metadata/name").asText(), HOME);
  }
}
