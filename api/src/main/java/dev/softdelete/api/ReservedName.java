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
    @Required @JsonPropertyDescription("The name of the NameReservation.") String reservation,
    @Required @JsonPropertyDescription("The tenant who may use the name or host.") String tenant,
    @JsonPropertyDescription(
            "The key of the Namespace label whose value identifies the tenant. If absent, the"
                + " namespace itself is the tenant.")
        String tenantLabel,
    @JsonPropertyDescription(
            "Namespaces besides those of the tenant in which the name or host may be used.")
        List<String> namespaces,
    @JsonPropertyDescription(
            "When the reservation ends, in RFC 3339 format. Absent while the object can be"
                + " restored.")
        String expirationTime) {

  /** A list that is absent is empty. */
  public ReservedName {
    namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
  }
}
