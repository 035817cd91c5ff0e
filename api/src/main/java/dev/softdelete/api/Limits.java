package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

/** How much of a namespace may be soft-deleted at a time. */
public record Limits(
    @Default("10000") @Min(1) @JsonPropertyDescription("Records.") Integer records,
    @Default("256Mi") @JsonPropertyDescription("Compressed bytes of snapshots.") Quantity bytes,
    @Default("1Ti") @JsonPropertyDescription("Capacity of the volumes kept for deleted claims.")
        Quantity storage) {}
