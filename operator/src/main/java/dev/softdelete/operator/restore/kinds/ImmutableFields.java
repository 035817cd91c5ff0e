package dev.softdelete.operator.restore.kinds;

import static dev.softdelete.operator.restore.kinds.ImmutableRule.allBut;
import static dev.softdelete.operator.restore.kinds.ImmutableRule.elements;
import static dev.softdelete.operator.restore.kinds.ImmutableRule.never;
import static dev.softdelete.operator.restore.kinds.ImmutableRule.onceSet;
import static dev.softdelete.operator.restore.kinds.ImmutableRule.set;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
  private static final ImmutableRule CONTAINERS =
      elements("/spec/containers", "command", "args", "workingDir")
          .and(elements("/spec/initContainers", "command", "args", "workingDir"));

  private static final Map<String, ImmutableRule> OF_KIND =
      Map.ofEntries(
          entry("apps/DaemonSet", never("/spec/selector")),
          entry("apps/Deployment", never("/spec/selector")),
          entry("apps/ReplicaSet", never("/spec/selector")),
          entry(
              "apps/StatefulSet",
              allBut(
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
              never(
                      "/spec/completionMode",
                      "/spec/podFailurePolicy",
                      "/spec/backoffLimitPerIndex",
                      "/spec/successPolicy",
                      "/spec/managedBy")
                  .and(never("/spec/template").where((before, _) -> !suspended(before)))
                  .and(never("/spec/completions").where((before, _) -> !indexed(before)))),
          entry(
              "/PersistentVolumeClaim",
              allBut(
                      "/spec",
                      "resources",
                      "volumeAttributesClassName",
                      "volumeName",
                      "storageClassName")
                  .and(onceSet("/spec/storageClassName"))
                  .and(ImmutableFields::smaller)),
          entry("/Pod", onceSet("/spec/restartPolicy").and(CONTAINERS)),
          entry("/ResourceQuota", set("/spec/scopes")),
          entry("/Secret", never("/type")),
          entry(
              "/Service",
              never("/spec/clusterIP").where((before, after) -> !named(before) && !named(after))),
          entry("rbac.authorization.k8s.io/RoleBinding", never("/roleRef")),
          entry("rbac.authorization.k8s.io/ClusterRoleBinding", never("/roleRef")),
          entry(
              "storage.k8s.io/StorageClass",
              never("/provisioner", "/parameters", "/reclaimPolicy", "/volumeBindingMode")),
          entry("scheduling.k8s.io/PriorityClass", never("/value", "/preemptionPolicy")),
          entry("networking.k8s.io/IngressClass", never("/spec/controller")),
          entry("node.k8s.io/RuntimeClass", never("/handler")),
          entry(
              "apiextensions.k8s.io/CustomResourceDefinition",
              never("/spec/group", "/spec/scope")));

  private static final ImmutableRule DATA =
      never("/data", "/binaryData").where((before, _) -> before.path("immutable").asBoolean());

  private ImmutableFields() {}

  /**
   * Returns the first field that the manifest changes, in dotted form.
   *
   * @param before the object that would be restored
   * @param manifest what would be applied on top of it
   * @param custom the fields of a custom kind that never change, as JSON Pointers
   */
  public static Optional<String> changed(
      ObjectNode before, ObjectNode manifest, List<String> custom) {
    ImmutableRule rule = OF_KIND.getOrDefault(kind(before), never()).and(DATA);
    return Stream.concat(
            rule.changed(before, manifest),
            custom.stream().filter(p -> CustomValue.changes(before.at(p), manifest.at(p))))
        .findFirst()
        .map(pointer -> pointer.substring(1).replace('/', '.'));
  }

  /** While a Job is suspended, where and with what its Pods run may be changed. */
  private static boolean suspended(JsonNode job) {
    return job.at("/spec/suspend").asBoolean();
  }

  /** The completions of an indexed Job may follow its parallelism. */
  private static boolean indexed(JsonNode job) {
    return job.at("/spec/completionMode").asText().equals("Indexed");
  }

  /** A Service that is only another name has no address, and gets one when it no longer is. */
  private static boolean named(JsonNode service) {
    return service.at("/spec/type").asText().equals("ExternalName");
  }

  /** A claim never asks for less than the volume that it has. */
  private static Stream<String> smaller(ObjectNode before, ObjectNode manifest) {
    String requested = "/spec/resources/requests/storage";
    return Stream.of(requested)
        .filter(p -> SameValue.isLess(manifest.at(p), before.at("/status/capacity/storage")));
  }

  private static String kind(JsonNode object) {
    var node = new KubeObject((ObjectNode) object);
    return GroupVersion.of(node.apiVersion()).group() + "/" + node.kind();
  }
}
