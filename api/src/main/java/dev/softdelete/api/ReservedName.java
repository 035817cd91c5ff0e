package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The reservation by which a tenant may use a name or host. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReservedName(
    @Required @JsonPropertyDescription("The name of the NameReservation.") String reservation,
    @JsonPropertyDescription(
            "When the reservation ends, in RFC 3339 format. Absent while the object can be"
                + " restored.")
        String expirationTime) {}
