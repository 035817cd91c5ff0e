package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A deleted object that the finalizer goes on holding because it could not be captured. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StuckObject(
    @JsonPropertyDescription(
            "The resource of the object in the form resource.group, such as deployments.apps, or"
                + " resource for the core group.")
        String resource,
    @JsonPropertyDescription("The namespace of the object. Absent for cluster-scoped objects.")
        String namespace,
    @JsonPropertyDescription(
            "The name of the object. The value \"*\" means that the objects of the resource could"
                + " not be listed.")
        String name,
    @JsonPropertyDescription("The reason as a CamelCase word, for programs.") String reason,
    @JsonPropertyDescription("The reason in a human-readable form, and what to do about it.")
        String message) {}
