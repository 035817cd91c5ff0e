package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The identity that a deleted object had. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceIdentity(
    @Required @Size(min = 1, max = 317) String apiVersion,
    @Required @Size(min = 1, max = 63) String kind,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The plural name.") String resource,
    @Size(max = 63) @JsonPropertyDescription("Absent for cluster-scoped objects.") String namespace,
    @Size(max = 63) @JsonPropertyDescription("Tells a namespace from a later one of the same name.")
        String namespaceUid,
    @Required @Size(min = 1, max = 253) String name,
    @Required @Size(min = 1, max = 63) String uid) {}
