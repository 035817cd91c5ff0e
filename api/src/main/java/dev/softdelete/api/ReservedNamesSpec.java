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
            "The Namespace labels that identify tenants here. A tenant has the key label=value, or"
                + " =namespace where the namespace itself is the tenant.")
        List<String> tenantLabels,
    @JsonPropertyDescription(
            "The reserved names, and the tenants who may use them. The key has the form"
                + " resource.group/namespace/name.")
        Map<String, Map<String, ReservedName>> names,
    @JsonPropertyDescription(
            "The reserved DNS hosts without wildcards, and the tenants who may use them. The key is"
                + " the host.")
        Map<String, Map<String, ReservedName>> hosts,
    @JsonPropertyDescription(
            "The reserved wildcards, and the tenants who may use them. The key is what follows the"
                + " asterisk and the dot, such as example.com for *.example.com.")
        Map<String, Map<String, ReservedName>> wildcards,
    @JsonPropertyDescription("The numbers of labels of the keys of wildcards, the largest first.")
        List<Integer> depths,
    @JsonPropertyDescription(
            "What is reserved below a domain: who uses the domain as a wildcard must be among the"
                + " tenants of each item.")
        Map<String, List<Map<String, ReservedName>>> below) {

  public static final ReservedNamesSpec EMPTY =
      new ReservedNamesSpec(null, null, null, null, null, null);

  /** What is absent is empty. */
  public ReservedNamesSpec {
    tenantLabels = tenantLabels == null ? List.of() : List.copyOf(tenantLabels);
    names = names == null ? Map.of() : names;
    hosts = hosts == null ? Map.of() : hosts;
    wildcards = wildcards == null ? Map.of() : wildcards;
    depths = depths == null ? List.of() : List.copyOf(depths);
    below = below == null ? Map.of() : below;
  }
}
