package dev.softdelete.operator.restore.kinds;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether a manifest changes a field that no update may change. Then the manifest cannot
 * be applied on top of the restored object: a tool that deletes and creates an object to change the
 * field would do so for ever.
 *
 * <p>The fields of the kinds of Kubernetes are those that its validation of updates compares
 * (kubernetes/kubernetes, {@code pkg/apis/.../validation}). Only a certain change counts. For
 * anything else, the API server decides when the manifest is applied.
 */
public final class ImmutableFields {

  /**
   * What never changes.
   *
   * @param pointers the fields, as JSON Pointers
   * @param except the names of fields in them that may change
   */
  private record Fields(List<String> pointers, Set<String> except) {}

  private static final Map<String, Fields> OF_KIND =
      Map.ofEntries(
          entry("apps/DaemonSet", only("/spec/selector")),
          entry("apps/Deployment", only("/spec/selector")),
          entry("apps/ReplicaSet", only("/spec/selector")),
          entry(
              "apps/StatefulSet",
              all(
                  "/spec",
                  "replicas",
                  "ordinals",
                  "template",
                  "updateStrategy",
                  "revisionHistoryLimit",
                  "persistentVolumeClaimRetentionPolicy",
                  "minReadySeconds")),
          entry(
              "batch/Job",
              only(
                  "/spec/template",
                  "/spec/completionMode",
                  "/spec/podFailurePolicy",
                  "/spec/backoffLimitPerIndex",
                  "/spec/successPolicy",
                  "/spec/managedBy")),
          entry(
              "/PersistentVolumeClaim",
              all("/spec", "resources", "volumeAttributesClassName", "volumeName")),
          entry("/Secret", only("/type")),
          entry("/Service", only("/spec/clusterIP")),
          entry("rbac.authorization.k8s.io/RoleBinding", only("/roleRef")),
          entry("rbac.authorization.k8s.io/ClusterRoleBinding", only("/roleRef")),
          entry(
              "storage.k8s.io/StorageClass",
              only("/provisioner", "/parameters", "/reclaimPolicy", "/volumeBindingMode")),
          entry("scheduling.k8s.io/PriorityClass", only("/value", "/preemptionPolicy")),
          entry("networking.k8s.io/IngressClass", only("/spec/controller")),
          entry("node.k8s.io/RuntimeClass", only("/handler")),
          entry(
              "apiextensions.k8s.io/CustomResourceDefinition", only("/spec/group", "/spec/scope")));

  private static final List<String> DATA = List.of("/data", "/binaryData");

  private ImmutableFields() {}

  private static Fields only(String... pointers) {
    return new Fields(List.of(pointers), Set.of());
  }

  private static Fields all(String pointer, String... except) {
    return new Fields(List.of(pointer), Set.of(except));
  }

  /**
   * Returns the first field that the manifest changes, in dotted form.
   *
   * @param before the object that would be restored
   * @param manifest what would be applied on top of it
   * @param custom the fields of a custom kind that never change, as JSON Pointers
   */
  public static Optional<String> changed(
      ObjectNode before, ObjectNode manifest, List<String> custom) {
    Fields fields = OF_KIND.getOrDefault(kind(before), only());
    var pointers = new ArrayList<String>();
    for (String pointer : fields.pointers()) {
      if (fields.except().isEmpty()) {
        pointers.add(pointer);
      } else {
        manifest.at(pointer).fieldNames().forEachRemaining(f -> pointers.add(pointer + "/" + f));
        pointers.removeIf(p -> fields.except().contains(p.substring(pointer.length() + 1)));
      }
    }
    pointers.addAll(custom);
    if (before.path("immutable").asBoolean()) {
      pointers.addAll(DATA);
    }
    return pointers.stream()
        .filter(pointer -> !SameValue.contains(before.at(pointer), manifest.at(pointer)))
        .findFirst()
        .map(pointer -> pointer.substring(1).replace('/', '.'));
  }

  private static String kind(JsonNode object) {
    var node = new KubeObject((ObjectNode) object);
    return GroupVersion.of(node.apiVersion()).group() + "/" + node.kind();
  }
}
