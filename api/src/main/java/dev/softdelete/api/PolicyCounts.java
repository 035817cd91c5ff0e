package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Numbers of a policy, as of its last reconciliation. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyCounts(
    @JsonPropertyDescription("The number of live objects with the finalizer, as of the last sweep.")
        Long protectedObjects,
    @JsonPropertyDescription(
            "The number of DeletedResources whose objects were captured under the policy.")
        Long records,
    @JsonPropertyDescription(
            "The number of objects that could not be captured, protected or released.")
        Long stuck,
    @JsonPropertyDescription(
            "The number of creates by programs that were refused because of the"
                + " DeletedResources of the policy that exist now.")
        Long refusedCreates) {}
