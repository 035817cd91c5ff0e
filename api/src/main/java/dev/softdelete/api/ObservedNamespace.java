package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What an observing policy has counted in one namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObservedNamespace(
    @JsonPropertyDescription("The namespace. Absent for cluster-scoped objects.") String namespace,
    @JsonPropertyDescription("How many deleted objects would have been captured.") Long captured,
    @JsonPropertyDescription("How many of these deletions were routine.") Long routine,
    @JsonPropertyDescription("The size of the captured objects, in bytes, before compression.")
        Long bytes,
    @JsonPropertyDescription(
            "How much of spec.limits.records or spec.limits.bytes, whichever is fuller, would be in"
                + " use after the retention, in percent. It may exceed 100. Absent if objects are"
                + " kept indefinitely.")
        Long percentOfLimit) {}
