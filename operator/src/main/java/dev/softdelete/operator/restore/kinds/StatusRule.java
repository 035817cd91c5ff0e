package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RecordStep;
import java.util.Set;

/**
 * Decides whether the status of a restored object is written back, and with whose rights. A status
 * is what a controller observed. It is written back for custom resources, as the requester, who
 * could write it too. It is also written back for what has finished, so that it does not start
 * again; that takes no right where the object only becomes what it was. What a controller observes
 * while it runs is never written back.
 */
public enum StatusRule {
  NEVER,
  AS_REQUESTER,

  /** The operator writes exactly what the object of this namespace and name had. */
  AS_OPERATOR;

  private static final Set<String> BUILT_IN =
      Set.of(
          "",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "apps",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "extensions",
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io",
          "storagemigration.k8s.io");

  /**
   * Returns the rule for a restored object.
   *
   * @param snapshot the deleted object
   * @param live the restored object, which may have another name or namespace
   */
  public static StatusRule of(DeletedResource record, KubeObject snapshot, KubeObject live) {
    if (!Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
        || !snapshot.json().has("status")) {
      return NEVER;
    }
    if (!isBuiltIn(snapshot.apiVersion())) {
      return AS_REQUESTER;
    }
    if (!finished(snapshot)) {
      return NEVER;
    }
    return inPlace(record, live) ? AS_OPERATOR : AS_REQUESTER;
  }

  /** Whether an {@code apiVersion} is one of the API server's own, and not of custom resources. */
  public static boolean isBuiltIn(String apiVersion) {
    return BUILT_IN.contains(GroupVersion.of(apiVersion).group());
  }

  /**
   * Whether the object has the place of the deleted one, and is the one that the record names. A
   * later object with a copy of the restore mark is not.
   */
  private static boolean inPlace(DeletedResource record, KubeObject live) {
    ResourceIdentity deleted = record.getSpec().resource();
    return live.name().equals(deleted.name())
        && live.namespace().orElse("").equals(deleted.namespace())
        && RecordStep.restoredAs(record).filter(as -> live.uid().equals(as.uid())).isPresent();
  }

  private static boolean finished(KubeObject object) {
    JsonNode status = object.json().path("status");
    return switch (object.apiVersion() + "/" + object.kind()) {
      case "v1/Pod" -> Set.of("Succeeded", "Failed").contains(status.path("phase").asText());
      case "batch/v1/Job" -> ended(status.path("conditions"));
      default -> false;
    };
  }

  private static boolean ended(JsonNode conditions) {
    for (JsonNode condition : conditions) {
      if (Set.of("Complete", "Failed").contains(condition.path("type").asText())
          && condition.path("status").asText().equals("True")) {
        return true;
      }
    }
    return false;
  }
}
