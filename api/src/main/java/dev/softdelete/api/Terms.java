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
        @JsonPropertyDescription(
            "The shortest time between deletionTime and purgeTime that users may set: a Go duration"
                + " such as 1h, without days.")
        String minRetention,
    @Size(max = 32)
        @JsonPropertyDescription(
            "The longest time between deletionTime and purgeTime that users may set: a Go duration"
                + " such as 2160h, without days. If absent, there is no maximum.")
        String maxRetention,
    @JsonPropertyDescription(
            "Whether purges before the purge time are forbidden: nobody can delete the"
                + " DeletedResource, or move its purge time to an earlier time.")
        Boolean purgeProtection,
    @Size(max = 32)
        @JsonPropertyDescription(
            "How long the name stays reserved after the purge: a Go duration such as 96h, without"
                + " days. If absent, the name is not reserved.")
        String nameReservation,
    @Size(max = 253) @JsonPropertyDescription("The tenant for whom the name is reserved.")
        String tenant,
    @Size(max = 316)
        @JsonPropertyDescription(
            "The key of the Namespace label that identified the tenant. If absent, the namespace"
                + " itself is the tenant.")
        String tenantLabel,
    @JsonPropertyDescription(
            "Whether a restore also restores the status of custom resources, with the permissions"
                + " of the requester, and of Jobs and Pods that had finished.")
        Boolean restoreStatus) {}
