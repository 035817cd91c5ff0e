package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.PlainText;
import java.util.Base64;
import java.util.List;

/** What an AdmissionReview is answered. */
public sealed interface AdmissionResponse {
  /** Of what is shown to people. */
  int LONGEST = 4096;

  static AdmissionResponse allowed() {
    return new Allowed(List.of());
  }

  /**
   * It goes on as it is.
   *
   * @param warnings shown to the user by kubectl
   */
  record Allowed(List<String> warnings) implements AdmissionResponse {}

  /**
   * It goes on with another object.
   *
   * @param patch JSON Patch
   */
  record Patched(ArrayNode patch, List<String> warnings) implements AdmissionResponse {}

  /**
   * It is refused.
   *
   * @param code HTTP status, such as 409
   * @param reason machine-readable, such as AlreadyExists
   */
  record Denied(int code, String reason, String message) implements AdmissionResponse {}

  /** An answer with a note for the API server's audit log. */
  record Audited(AdmissionResponse answer, String key, String note) implements AdmissionResponse {}

  /** The whole AdmissionReview. */
  default byte[] review(String requestUid) {
    ObjectNode review = Json.object();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    fill(review.putObject("response").put("uid", requestUid).put("allowed", true));
    return Json.bytes(review);
  }

  private void fill(ObjectNode response) {
    switch (this) {
      case Allowed a -> warn(response, a.warnings());
      case Patched p -> {
        warn(response, p.warnings());
        response.put("patchType", "JSONPatch");
        response.put("patch", Base64.getEncoder().encodeToString(Json.bytes(p.patch())));
      }
      case Denied d ->
          response
              .put("allowed", false)
              .putObject("status")
              .put("code", d.code())
              .put("reason", d.reason())
              .put("message", PlainText.of(d.message(), LONGEST));
      case Audited a -> {
        a.answer().fill(response);
        response.withObject("/auditAnnotations").put(a.key(), a.note());
      }
    }
  }

  private static void warn(ObjectNode response, List<String> warnings) {
    warnings.forEach(w -> response.withArray("/warnings").add(PlainText.of(w, LONGEST)));
  }
}
