package dev.softdelete.operator.review;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;

/** Requests with a review, as the API server sends them to the webhook. */
final class ReviewRequests {
  private ReviewRequests() {}

  /** Returns the request of ann in the namespace shop, which is a dry run. */
  static AdmissionRequest with(String spec) {
    return of("true", "\"ann\"", "{\"spec\": %s}".formatted(spec));
  }

  static AdmissionRequest of(String dryRun, String username, String object) {
    return AdmissionRequest.parse(
        """
        {"request": {"uid": "1", "operation": "CREATE", "namespace": "shop", "dryRun": %s,
          "resource": {"group": "softdelete.dev", "version": "v1", "resource": "deletedresourcereviews"},
          "userInfo": {"username": %s, "uid": "a-1", "groups": ["dev"], "extra": {"k": ["v"]}},
          "object": %s}}
        """
            .formatted(dryRun, username, object)
            .getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns what a user sees first of an answer: the code and reason of a refusal, or the patch.
   */
  static String seen(AdmissionResponse answer) {
    return switch (answer) {
      case AdmissionResponse.Denied d -> d.code() + " " + d.reason() + " " + d.message();
      case AdmissionResponse.Audited a -> seen(a.answer());
      case AdmissionResponse.Patched p ->
          new String(Json.ascii(p.patch()), StandardCharsets.US_ASCII);
      case AdmissionResponse.Allowed a -> "allowed " + a.warnings();
    };
  }
}
