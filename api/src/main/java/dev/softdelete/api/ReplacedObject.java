package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The live object that a restore with {@code softdelete.dev/restore-over} soft-deletes first. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplacedObject(
    @Size(max = 64)
        @JsonPropertyDescription("The request for which it is deleted, as restoreRequestId had it.")
        String request,
    @Required @Size(max = 63) @JsonPropertyDescription("The uid of the live object.") String uid,
    @Required
        @Min(1)
        @JsonPropertyDescription(
            "How many objects were deleted for the request, with this one. There are several if"
                + " somebody creates the object anew before the restore does.")
        Integer times) {}
