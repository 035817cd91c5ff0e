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
    @JsonPropertyDescription("By plural.group/namespace/name.")
        Map<String, List<ReservedName>> names,
    @JsonPropertyDescription("By DNS host, wildcards included.")
        Map<String, List<ReservedName>> hosts,
    @JsonPropertyDescription("By what follows the asterisk of a wildcard host: .example.com")
        Map<String, List<ReservedName>> wildcards) {}
