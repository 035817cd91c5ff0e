package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Numbers of a policy, as of its last reconciliation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyCounts(
    @JsonPropertyDescription("Live objects under the finalizer, as of the last sweep.")
        Long protectedObjects,
    @JsonPropertyDescription("Records of what was deleted under the policy.") Long records,
    @JsonPropertyDescription("Deleted objects that could not be captured.") Long stuck) {}
