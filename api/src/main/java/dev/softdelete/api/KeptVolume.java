package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The PersistentVolume of a deleted claim. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptVolume(
    @Required @Size(max = 253) @JsonPropertyDescription("The name of the volume.") String name,
    @Required @Size(max = 63) @JsonPropertyDescription("The uid of the volume.") String uid,
    @Required
        @Size(max = 32)
        @JsonPropertyDescription(
            "The reclaim policy that the volume had before the operator set it to Retain. The"
                + " volume gets it back after a restore; at the purge, it decides what happens to"
                + " the data.")
        String reclaimPolicy,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The capacity of the volume, as a quantity such as 10Gi. The volume uses it until the"
                + " purge.")
        String capacity) {}
