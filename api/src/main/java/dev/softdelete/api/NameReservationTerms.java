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
        @JsonPropertyDescription(
            "How long a name stays reserved after the purge: a Go duration such as 96h, or a number"
                + " of days such as 30d.")
        String duration,
    @Size(max = 316)
        @JsonPropertyDescription(
            "The key of a Namespace label whose value identifies the tenant. If it is absent, or if"
                + " a namespace lacks the label, the namespace itself is the tenant.")
        String tenantLabel) {}
