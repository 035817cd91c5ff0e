package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The object that a restore created. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoredObject(
    @JsonPropertyDescription("The namespace of the object. Absent for cluster-scoped objects.")
        String namespace,
    @JsonPropertyDescription("The name of the object.") String name,
    @JsonPropertyDescription("The uid of the object.") String uid) {}
