package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

/** How much of a namespace may be soft-deleted at a time. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Limits(
    @Default("10000")
        @Min(1)
        @Max(1_000_000_000)
        @JsonPropertyDescription("The maximum number of DeletedResources.")
        Integer records,
    @Default("256Mi")
        @JsonPropertyDescription(
            "The maximum total size of the DeletedResources and of the stored copies before"
                + " compression, in bytes. The value is a quantity such as 256Mi.")
        Quantity bytes,
    @Default("1Ti")
        @JsonPropertyDescription(
            "The maximum total capacity of the volumes that are kept for deleted"
                + " PersistentVolumeClaims, in bytes. The value is a quantity such as 1Ti.")
        Quantity storage) {}
