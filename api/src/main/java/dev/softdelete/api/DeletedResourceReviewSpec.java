package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The question of a {@link DeletedResourceReview}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "self.record.matches('" + DeletedResourceReviewSpec.RECORD_PATTERN + "')",
    message = "record is the name of a DeletedResource in the namespace of the review")
public record DeletedResourceReviewSpec(
    @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription(
            "The name of the DeletedResource, which is in the namespace of the review.")
        String record,
    @Size(min = 1, max = 2)
        @JsonPropertyDescription(
            "What to answer. Manifest: the deleted object. Restore: what a restore by the user who"
                + " asks would lead to.")
        List<ReviewPart> include) {
  /** A name as the API server requires it of custom resources. */
  public static final String RECORD_PATTERN = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

  /** The largest length of a record's name, in characters. */
  public static final int LONGEST_RECORD = 253;

  /** If nothing is asked for in particular, the manifest is. */
  public DeletedResourceReviewSpec {
    include = include == null ? List.of(ReviewPart.Manifest) : List.copyOf(include);
  }
}
