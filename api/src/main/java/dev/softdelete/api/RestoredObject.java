package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The object that a restore created. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoredObject(
    @JsonPropertyDescription("Its namespace; absent for cluster-scoped objects.") String namespace,
    @JsonPropertyDescription("Its name.") String name,
    @JsonPropertyDescription("Its uid.") String uid) {}
