package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** Whom a name is reserved for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReservedName(
    @Required @JsonPropertyDescription("The NameReservation.") String reservation,
    @Required @JsonPropertyDescription("Who may take it.") String tenant,
    @JsonPropertyDescription("Key of the Namespace label that names the tenant.")
        String tenantLabel,
    @JsonPropertyDescription("Other namespaces in which it may be taken.") List<String> namespaces,
    @JsonPropertyDescription("When it is anybody's again; absent: not purged yet.")
        String expirationTime) {

  /** A list that is absent is empty. */
  public ReservedName {
    namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
  }
}
