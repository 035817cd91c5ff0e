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
        @JsonPropertyDescription("Its API version when it was deleted.")
        String apiVersion,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Its kind.") String kind,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The plural name.") String resource,
    @Size(max = 63) @JsonPropertyDescription("Absent for cluster-scoped objects.") String namespace,
    @Size(max = 63) @JsonPropertyDescription("Tells a namespace from a later one of the same name.")
        String namespaceUid,
    // Those of RBAC have no limit of their own.
    @Required @Size(min = 1, max = 4096) @JsonPropertyDescription("Its name.") String name,
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Its uid: no other object ever has the same.")
        String uid,
    @Size(max = 63)
        @JsonPropertyDescription(
            "Its resource version when its deletion was recorded: of two deletions of a name within"
                + " a second, the later one has the greater.")
        String resourceVersion) {}
