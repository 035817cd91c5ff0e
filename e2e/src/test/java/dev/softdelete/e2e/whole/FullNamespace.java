package dev.softdelete.e2e.whole;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Live;
import dev.softdelete.e2e.restore.NewKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A namespace with objects of every kind. The policy covers the namespace and all its content.
 *
 * @param name the name of the namespace and of the policy
 */
public record FullNamespace(String name) {
  private static final String COVERED =
      """
        resources: [{apiGroups: ["*"], resources: ["*"]}]
        matchConditions:
        - name: the-namespace-and-what-is-in-it
          expression: object.kind == "Namespace" || has(object.metadata.namespace)
      """;

  public static FullNamespace create() {
    Kubectl kubectl = Cluster.kubectl();
    var full = new FullNamespace(Cluster.coveredNamespace(COVERED));
    kubectl.apply(full.manifests("around.yaml"));
    NewKind.awaitCovered(kubectl, full.name + ".example.com/v1", "Gadget", full.name);
    String manifests = full.manifests("full-namespace.yaml");
    kubectl.input(manifests, "apply", "--server-side", "--field-manager=flux", "-f", "-");
    kubectl.input(
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "generated-"}}
        """,
        "create",
        "-n",
        full.name,
        "-f",
        "-");
    kubectl.input(full.large(), "create", "-f", "-");
    kubectl.run("label", "ns", full.name, "team=web", "--field-manager=somebody");
    write(full.data());
    return full;
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "precious");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the path of a file in the volume of the namespace's claim, wherever the volume is now.
   */
  public Path data() {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run(
        "wait", "pvc/data", "-n", name, "--for=jsonpath={.status.phase}=Bound", "--timeout=60s");
    String volume =
        kubectl.run("get", "pvc", "data", "-n", name, "-o", "jsonpath={.spec.volumeName}");
    return Path.of(kubectl.run("get", "pv", volume, "-o", "jsonpath={.spec.hostPath.path}"), "f");
  }

  /** Returns a ConfigMap of the maximum size, whose data does not compress. */
  private String large() {
    byte[] noise = new byte[1_040_000];
    new Random(7).nextBytes(noise);
    return """
    {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "large", "namespace": "%s"},
     "binaryData": {"noise": "%s"}}
    """
        .formatted(name, Base64.getEncoder().encodeToString(noise));
  }

  private String gadgets() {
    return "gadgets." + name + ".example.com";
  }

  /** Deletes the policy, the definition and the storage class. The namespace may stay. */
  public void abandon() {
    Cluster.kubectl().run("delete", "sdp", name, "--ignore-not-found", "--timeout=60s");
    Cluster.kubectl().run("delete", "crd", gadgets(), "--ignore-not-found", "--wait=false");
    Cluster.kubectl().run("delete", "storageclass", name + "-folders", "--wait=false");
  }

  public JsonNode itself() {
    return Live.parse(
        Cluster.kubectl().run("get", "ns", name, "-o", "json", "--show-managed-fields"));
  }

  /** Returns the content by kind and name, once controllers have stopped changing it. */
  public Map<String, JsonNode> content() {
    var last = new AtomicReference<Map<String, JsonNode>>(Map.of());
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Map<String, JsonNode> now = Content.of(name);
              return now.equals(last.getAndSet(now));
            });
    return last.get();
  }

  private String manifests(String resource) {
    return Resources.text("/whole/" + resource).replace("NS", name);
  }

  /** Returns everything that must be the same after the restore, as text. */
  static String essence(JsonNode object) {
    String uid = object.at("/metadata/uid").asText();
    if (object.path("kind").asText().equals("PersistentVolumeClaim")) {
      // The uid of a claim is part of the name of its volume, and the claim keeps that volume.
      return Live.essenceWithoutStatus(withoutItsBinding(object));
    }
    // The selector and the labels of a Job contain its own uid.
    return Live.essenceWithoutStatus(Live.parse(object.toString().replace(uid, "its-uid")));
  }

  /**
   * Removes the note of the volume controller that it chose the volume. It chooses the volume only
   * once, so the restored claim has no such note.
   */
  private static JsonNode withoutItsBinding(JsonNode claim) {
    ObjectNode metadata = (ObjectNode) claim.deepCopy().path("metadata");
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove("pv.kubernetes.io/bound-by-controller");
    }
    var others = metadata.arrayNode();
    metadata
        .path("managedFields")
        .forEach(
            entry -> {
              if (!entry.path("manager").asText().equals("kube-controller-manager")) {
                others.add(entry);
              }
            });
    metadata.set("managedFields", others);
    return ((ObjectNode) claim.deepCopy()).set("metadata", metadata);
  }

  public static Map<String, String> essences(Map<String, JsonNode> content) {
    var essences = new TreeMap<String, String>();
    content.forEach((key, object) -> essences.put(key, essence(object)));
    return essences;
  }
}
