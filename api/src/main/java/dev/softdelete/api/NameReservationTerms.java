package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** For how long, and for whom, a name stays reserved after its purge. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NameReservationTerms(
    @Default("96h")
        @Size(max = 32)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription("Counted from the purge: a Go duration or days (30d).")
        String duration,
    @Size(max = 316)
        @JsonPropertyDescription(
            "Key of a Namespace label whose value names the tenant; absent: the namespace is the"
                + " tenant.")
        String tenantLabel) {}
