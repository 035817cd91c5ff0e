package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** A policy's terms, frozen: admission rules decide from the record alone. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
    @Size(max = 32)
        @JsonPropertyDescription("A Go duration without days: how early purgeTime may be.")
        String minRetention,
    @Size(max = 32)
        @JsonPropertyDescription(
            "A Go duration without days: how late purgeTime may be; absent: indefinitely.")
        String maxRetention,
    @JsonPropertyDescription("true: nobody purges early and nobody shortens.")
        Boolean purgeProtection,
    @Size(max = 32)
        @JsonPropertyDescription("A Go duration: for how long the name is reserved after a purge.")
        String nameReservation,
    @Size(max = 253) @JsonPropertyDescription("Whom the name is reserved for.") String tenant,
    @Size(max = 316)
        @JsonPropertyDescription(
            "Key of the Namespace label that named the tenant; absent: the namespace is the"
                + " tenant.")
        String tenantLabel,
    @JsonPropertyDescription("Whether a restore writes .status back too.") Boolean restoreStatus) {}
