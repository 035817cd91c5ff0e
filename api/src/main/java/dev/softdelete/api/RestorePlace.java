package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A namespace and name other than those of the deleted object. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestorePlace(
    @Size(max = 253) @JsonPropertyDescription("The namespace. Absent for cluster-scoped objects.")
        String namespace,
    @Required @Size(max = 65_536) @JsonPropertyDescription("The name.") String name) {}
