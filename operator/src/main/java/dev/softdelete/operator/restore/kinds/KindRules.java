package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Kind-specific rules: what must be removed or changed before an object can be created again. */
public final class KindRules {
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

  private KindRules() {}

  /**
   * Returns the rule of a kind.
   *
   * @param adopting whether the dependents of the object still run
   */
  public static Consumer<ObjectNode> forKind(String apiVersion, String kind, boolean adopting) {
    String type = apiVersion + "/" + kind;
    return adopting && type.equals(JOB)
        ? KindRules::adoptingJob
        : RULES.getOrDefault(type, manifest -> {});
  }

  /**
   * Keeps the selector of a Job whose Pods still run. The Pods carry the former uid of the Job, and
   * the Job finds them by this selector.
   */
  private static void adoptingJob(ObjectNode job) {
    job.withObject("/spec").put("manualSelector", true);
  }

  /**
   * Removes the selector and its labels, because the API server generates them from the new uid. A
   * selector that the user chose is kept.
   */
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

  /**
   * Removes the node name, because the node may be gone, and the ephemeral containers, because they
   * cannot be created.
   */
  private static void pod(ObjectNode pod) {
    pod.withObject("/spec").remove(List.of("nodeName", "ephemeralContainers"));
  }

  /**
   * Removes a token, because it is bound to the uid of the ServiceAccount. The token controller
   * issues a new one.
   */
  private static void secret(ObjectNode secret) {
    if (secret.path("type").asText().equals("kubernetes.io/service-account-token")) {
      secret.remove("data");
      if (secret.at("/metadata/annotations") instanceof ObjectNode annotations) {
        annotations.remove("kubernetes.io/service-account.uid");
      }
    }
  }

  /**
   * Removes the uid and the resourceVersion of the claim. The volume belongs to the claim of that
   * name, whatever uid the claim has now.
   */
  private static void persistentVolume(ObjectNode volume) {
    if (volume.at("/spec/claimRef") instanceof ObjectNode claim) {
      claim.remove(List.of("uid", "resourceVersion"));
    }
  }
}
