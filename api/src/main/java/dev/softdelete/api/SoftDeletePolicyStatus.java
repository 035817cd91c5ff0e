package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What a {@link SoftDeletePolicy} has come to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoftDeletePolicyStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,
    @JsonPropertyDescription("Ready: the API server protects what the policy covers.")
        List<Condition> conditions,
    @JsonPropertyDescription("Resources of this cluster that the policy covers, as resource.group.")
        List<String> protectedResources,
    @JsonPropertyDescription("How many objects and records the policy has.") PolicyCounts counts,
    @JsonPropertyDescription("Deleted objects that could not be captured, at most 20, and why.")
        List<StuckObject> stuck) {}
