package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.PlainText;
import java.util.Base64;
import java.util.List;

/** The response to an AdmissionReview. */
public sealed interface AdmissionResponse {
  /** The maximum length of a text that is shown to users. */
  int LONGEST = 4096;

  static AdmissionResponse allowed() {
    return new Allowed(List.of());
  }

  /**
   * The request is allowed without a change.
   *
   * @param warnings the warnings that kubectl shows to the user
   */
  record Allowed(List<String> warnings) implements AdmissionResponse {}

  /**
   * The request is allowed with a changed object.
   *
   * @param patch a JSON Patch
   */
  record Patched(ArrayNode patch, List<String> warnings) implements AdmissionResponse {}

  /**
   * The request is refused.
   *
   * @param code the HTTP status, such as 409
   * @param reason the machine-readable reason, such as AlreadyExists
   */
  record Denied(int code, String reason, String message) implements AdmissionResponse {}

  /** A response with an annotation for the API server's audit log. */
  record Audited(AdmissionResponse answer, String key, String note) implements AdmissionResponse {}

  /** Returns the complete AdmissionReview. */
  default byte[] review(String requestUid) {
    ObjectNode review = Json.object();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    fill(review.putObject("response").put("uid", requestUid).put("allowed", true));
    return Json.ascii(review);
  }

  private void fill(ObjectNode response) {
    switch (this) {
      case Allowed a -> warn(response, a.warnings());
      case Patched p -> {
        warn(response, p.warnings());
        response.put("patchType", "JSONPatch");
        response.put("patch", Base64.getEncoder().encodeToString(Json.ascii(p.patch())));
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
