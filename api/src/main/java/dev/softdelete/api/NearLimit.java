package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A limit of a policy that a namespace has almost reached. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NearLimit(
    @JsonPropertyDescription("The namespace. Absent for cluster-scoped objects.") String namespace,
    @JsonPropertyDescription("The field of spec.limits: records, bytes or storage.") String limit,
    @JsonPropertyDescription("How much of the limit is used, in percent.") Long percent) {}
