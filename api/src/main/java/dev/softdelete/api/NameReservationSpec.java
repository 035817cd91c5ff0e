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
        @JsonPropertyDescription(
            "The deleted object. Its API group, resource, namespace and name are reserved.")
        ResourceIdentity resource,
    @Size(max = 5000)
        @JsonPropertyDescription(
            "The DNS hosts that the object used, in lower case. They are reserved too.")
        List<@Size(max = 253) String> hosts,
    @Required
        @Size(max = 253)
        @JsonPropertyDescription("The tenant for whom the name and the hosts are reserved.")
        String tenant,
    @Size(max = 316)
        @JsonPropertyDescription(
            "The key of the Namespace label whose value identifies the tenant. If absent, the"
                + " namespace itself is the tenant.")
        String tenantLabel,
    @Required
        @Size(max = 32)
        @JsonPropertyDescription(
            "How long the reservation lasts after the purge: a Go duration such as 96h, without"
                + " days.")
        String duration,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Namespaces besides those of the tenant in which the name and the hosts may be used,"
                + " because a restore into them was requested.")
        List<@Size(max = 63) String> restoreNamespaces,
    @Pattern(Timestamps.PATTERN)
        @JsonPropertyDescription(
            "When the reservation ends. The operator sets it at the purge. Absent while the object"
                + " can be restored.")
        String expirationTime) {

  /** Lists that are absent are empty. */
  public NameReservationSpec {
    hosts = hosts == null ? List.of() : List.copyOf(hosts);
    restoreNamespaces = restoreNamespaces == null ? List.of() : List.copyOf(restoreNamespaces);
  }
}
