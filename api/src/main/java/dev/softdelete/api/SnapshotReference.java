package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names the stored copy of a deleted object by its content. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SnapshotReference(
    @Required
        @Size(min = 64, max = 64)
        @Pattern("^[0-9a-f]{64}$")
        @JsonPropertyDescription(
            "The SHA-256 hash of the object as the API server sent it, in hexadecimal digits.")
        String sha256,
    @Required
        @Min(0)
        @JsonPropertyDescription("The size of the object before compression, in bytes.")
        Long bytes,
    @Default("1")
        @Min(1)
        @JsonPropertyDescription("The number of Secrets over which the copy is split.")
        Integer parts) {
  /** Stands for a snapshot that is not stored yet. */
  public static final SnapshotReference NONE = new SnapshotReference("0".repeat(64), 0L, 1);
}
