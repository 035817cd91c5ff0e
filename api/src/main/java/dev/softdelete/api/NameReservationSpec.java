package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Written by the operator with the record; administrators may move its end, or delete it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "self.resource == oldSelf.resource && self.tenant == oldSelf.tenant &&"
            + " has(self.tenantLabel) == has(oldSelf.tenantLabel) &&"
            + " (!has(self.tenantLabel) || self.tenantLabel == oldSelf.tenantLabel) &&"
            + " has(self.hosts) == has(oldSelf.hosts) &&"
            + " (!has(self.hosts) || self.hosts == oldSelf.hosts)",
    message =
        "what is reserved, and for whom, does not change; delete the NameReservation to release the"
            + " name")
public record NameReservationSpec(
    @Required
        @JsonPropertyDescription("What had the name; its group, resource, namespace and name.")
        ResourceIdentity resource,
    @Size(max = 5000) @JsonPropertyDescription("The DNS hosts that it answered for, in lower case.")
        List<@Size(max = 253) String> hosts,
    @Required @Size(max = 253) @JsonPropertyDescription("Whom it is reserved for.") String tenant,
    @Size(max = 316)
        @JsonPropertyDescription(
            "Key of the Namespace label whose value names the tenant; absent: the namespace is the"
                + " tenant.")
        String tenantLabel,
    @Required
        @Size(max = 32)
        @JsonPropertyDescription("For how long after the purge: a Go duration without days.")
        String duration,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Namespaces in which it may be taken too, because its restore was asked for there.")
        List<@Size(max = 63) String> restoreNamespaces,
    @Pattern(Timestamps.PATTERN)
        @JsonPropertyDescription(
            "When the name is anybody's again. Absent until the purge, as long as it can be"
                + " restored.")
        String expirationTime) {

  /** Lists that are absent are empty. */
  public NameReservationSpec {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    restoreNamespaces = restoreNamespaces == null ? List.of() : List.copyOf(restoreNamespaces);
  }
}
