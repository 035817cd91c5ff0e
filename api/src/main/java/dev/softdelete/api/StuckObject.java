package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A deleted object that the finalizer goes on holding because it could not be captured. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StuckObject(
    @JsonPropertyDescription("Its kind, as resource.group.") String resource,
    @JsonPropertyDescription("Its namespace; absent for cluster-scoped objects.") String namespace,
    @JsonPropertyDescription("Its name.") String name,
    @JsonPropertyDescription("Why, in one word in CamelCase.") String reason,
    @JsonPropertyDescription("What happened and what to do.") String message) {}
