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
    @Required @Size(max = 253) @JsonPropertyDescription("Its name.") String name,
    @Required @Size(max = 63) @JsonPropertyDescription("Its uid.") String uid,
    @Required
        @Size(max = 32)
        @JsonPropertyDescription(
            "Its reclaim policy before it was set to Retain: what happens to its data at the purge,"
                + " and what it has again after a restore.")
        String reclaimPolicy,
    @Size(max = 63) @JsonPropertyDescription("Its size, which goes on being taken up.")
        String capacity) {}
