package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * What a restore would lead to. Only a user who may read the deleted object gets it.
 *
 * @param reason null if the restore is possible
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreVerdict(
    @JsonPropertyDescription("Whether the object itself can be restored now.") boolean possible,
    @JsonPropertyDescription(
            "Why the object cannot be restored now, as in the condition Restored of a"
                + " DeletedResource, such as NameConflict or Forbidden. Restored, if it was"
                + " restored already, and Restoring, if a restore is in progress. Absent if it can"
                + " be restored.")
        String reason,
    @JsonPropertyDescription("The result in whole sentences.") String message,
    @JsonPropertyDescription("The namespace and name under which the object would be restored.")
        RestorePlace as,
    @JsonPropertyDescription(
            "What prevents a restore: of the object itself, and of each object that would be"
                + " restored with it but cannot be. At most 1000 are listed.")
        List<String> conflicts,
    @JsonPropertyDescription(
            "The fields, as JSON Pointers, in which the restored object would differ from the"
                + " deleted object. If a live object has the name, the fields in which that one"
                + " differs. Fields of a Secret's data are never listed. At most 1000 are listed.")
        List<String> differences) {}
