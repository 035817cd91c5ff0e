package dev.softdelete.operator.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResourceReviewSpec;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ReviewPart;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.KubeObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a review asks for. The API server checks the schema of the review only after the webhook, so
 * nothing of it can be relied on here.
 *
 * @param namespace the namespace of the review, in which the record is
 * @param record a name that can be one, and not a path
 */
record ReviewQuestion(Requester who, String namespace, String record, Set<ReviewPart> include) {
  private static final Pattern RECORD = Pattern.compile(DeletedResourceReviewSpec.RECORD_PATTERN);
  private static final Supplier<ReviewRefusedException> UNREADABLE =
      ReviewRefusal.UNREADABLE::asException;

  /**
   * Reads the question of a request.
   *
   * @throws ReviewRefusedException if the request is no question that may be answered
   */
  static ReviewQuestion of(AdmissionRequest request) {
    if (!request.dryRun()) {
      throw ReviewRefusal.STORED.asException();
    }
    if (request.requester().username().isEmpty()) {
      throw ReviewRefusal.NOBODY.asException();
    }
    JsonNode spec =
        request.object().map(KubeObject::json).map(o -> o.path("spec")).orElseThrow(UNREADABLE);
    String record = spec.path("record").asText("");
    if (!spec.path("record").isTextual() || !isName(record)) {
      throw ReviewRefusal.NO_NAME.asException();
    }
    return new ReviewQuestion(
        request.requester(),
        request.namespace().orElseThrow(UNREADABLE),
        record,
        include(spec.path("include")));
  }

  private static boolean isName(String text) {
    return text.length() <= DeletedResourceReviewSpec.LONGEST_RECORD
        && RECORD.matcher(text).matches();
  }

  private static Set<ReviewPart> include(JsonNode include) {
    if (include.isMissingNode() || include.isNull()) {
      return EnumSet.of(ReviewPart.Manifest);
    }
    var parts = EnumSet.noneOf(ReviewPart.class);
    for (JsonNode part : include) {
      parts.add(part(part.asText("")));
    }
    if (parts.isEmpty()) {
      throw ReviewRefusal.NO_PART.asException();
    }
    return parts;
  }

  private static ReviewPart part(String name) {
    for (ReviewPart part : ReviewPart.values()) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    throw ReviewRefusal.NO_PART.asException();
  }

  boolean asksFor(ReviewPart part) {
    return include.contains(part);
  }
}
