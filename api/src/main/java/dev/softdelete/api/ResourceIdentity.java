package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The identity that a deleted object had. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceIdentity(
    @Required
        @Size(min = 1, max = 317)
        @JsonPropertyDescription(
            "The API version of the object when it was deleted, such as apps/v1.")
        String apiVersion,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The kind of the object.")
        String kind,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "The plural name of the object's resource in lower case, such as deployments.")
        String resource,
    @Size(max = 63)
        @JsonPropertyDescription("The namespace of the object. Absent for cluster-scoped objects.")
        String namespace,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The uid of that namespace, which distinguishes it from a later namespace of the same"
                + " name.")
        String namespaceUid,
    // Those of RBAC have no limit of their own. A longer one cannot be recorded, see Recording.
    @Required @Size(min = 1, max = 65_536) @JsonPropertyDescription("The name of the object.")
        String name,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("The uid of the object. No other object ever has the same uid.")
        String uid,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The resource version of the object when its deletion was recorded. If two objects of"
                + " the same name were deleted within a second, the one that was deleted later has"
                + " the greater value.")
        String resourceVersion) {}
