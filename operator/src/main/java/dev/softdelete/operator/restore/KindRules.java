package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What single kinds need taken out before they can be created again. */
final class KindRules {
  private static final String JOB = "batch/v1/Job";
  private static final List<String> JOB_LABELS =
      List.of(
          "controller-uid",
          "batch.kubernetes.io/controller-uid",
          "job-name",
          "batch.kubernetes.io/job-name");

  private static final Map<String, Consumer<ObjectNode>> RULES =
      Map.of(
          JOB,
          KindRules::job,
          "v1/Pod",
          KindRules::pod,
          "v1/Secret",
          KindRules::secret,
          "v1/PersistentVolume",
          KindRules::persistentVolume);

  /** Whose status tells of their deletion; the API server makes another by itself. */
  private static final Set<String> STATUS_OF_ITS_OWN =
      Set.of("v1/Namespace", "apiextensions.k8s.io/v1/CustomResourceDefinition");

  private KindRules() {}

  /** Whether the status of such an object may be written back. */
  static boolean keepsStatus(String apiVersion, String kind) {
    return !STATUS_OF_ITS_OWN.contains(apiVersion + "/" + kind);
  }

  /**
   * The rule of a kind.
   *
   * @param adopting whether its dependents still run
   */
  static Consumer<ObjectNode> forKind(String apiVersion, String kind, boolean adopting) {
    String type = apiVersion + "/" + kind;
    return adopting && type.equals(JOB)
        ? KindRules::adoptingJob
        : RULES.getOrDefault(type, manifest -> {});
  }

  /** Its Pods bear the uid that it had: it keeps the selector by which it finds them. */
  private static void adoptingJob(ObjectNode job) {
    job.withObject("/spec").put("manualSelector", true);
  }

  /** The API server generates the selector from the new uid, unless the user chose it. */
  private static void job(ObjectNode job) {
    if (job.at("/spec/manualSelector").asBoolean()) {
      return;
    }
    job.withObject("/spec").remove("selector");
    for (String labels : List.of("/metadata/labels", "/spec/template/metadata/labels")) {
      if (job.at(labels) instanceof ObjectNode node) {
        node.remove(JOB_LABELS);
      }
    }
  }

  /** Its node may be gone; ephemeral containers cannot be created. */
  private static void pod(ObjectNode pod) {
    pod.withObject("/spec").remove(List.of("nodeName", "ephemeralContainers"));
  }

  /** A token is bound to the ServiceAccount's uid: the token controller issues a new one. */
  private static void secret(ObjectNode secret) {
    if (secret.path("type").asText().equals("kubernetes.io/service-account-token")) {
      secret.remove("data");
      if (secret.at("/metadata/annotations") instanceof ObjectNode annotations) {
        annotations.remove("kubernetes.io/service-account.uid");
      }
    }
  }

  /** The claim of that name, whatever uid it has now. */
  private static void persistentVolume(ObjectNode volume) {
    if (volume.at("/spec/claimRef") instanceof ObjectNode claim) {
      claim.remove(List.of("uid", "resourceVersion"));
    }
  }
}
