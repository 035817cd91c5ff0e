package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/** Who may take which names and hosts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReservedNamesSpec(
    @JsonPropertyDescription(
            "The reserved names and their tenants. The key has the form"
                + " resource.group/namespace/name.")
        Map<String, List<ReservedName>> names,
    @JsonPropertyDescription(
            "The reserved DNS hosts, including wildcards, and their tenants. The key is the host.")
        Map<String, List<ReservedName>> hosts,
    @JsonPropertyDescription(
            "The reserved wildcards and their tenants. The key is what follows the asterisk, such"
                + " as .example.com for *.example.com.")
        Map<String, List<ReservedName>> wildcards) {}
