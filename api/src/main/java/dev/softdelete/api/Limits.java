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
    @Default("10000") @Min(1) @Max(1_000_000_000) @JsonPropertyDescription("How many records.")
        Integer records,
    @Default("256Mi")
        @JsonPropertyDescription(
            "Bytes of what is kept, before compression: a quantity, such as 256Mi.")
        Quantity bytes,
    @Default("1Ti")
        @JsonPropertyDescription(
            "Capacity of the volumes kept for deleted claims: a quantity, such as 1Ti.")
        Quantity storage) {}
