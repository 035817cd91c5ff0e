package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The place in which a requester takes a name.
 *
 * @param namespace the namespace of the created object; empty for a Namespace, which is in none
 * @param labels the labels of that namespace, or of the created Namespace
 */
record Tenancy(Optional<String> namespace, Map<String, String> labels) {

  /**
   * Returns the place in which an object is, or would be.
   *
   * @param labels returns the labels of a namespace; empty if no namespace has that name
   */
  static Tenancy of(
      String group,
      String resource,
      Optional<String> namespace,
      KubeObject object,
      Function<String, Optional<Map<String, String>>> labels) {
    return ResourceType.isNamespaces(group, resource)
        ? new Tenancy(Optional.empty(), object.labels())
        : new Tenancy(namespace, namespace.flatMap(labels).orElse(Map.of()));
  }

  /**
   * Whether the name is reserved for the tenant of this place. A label without a value counts as
   * missing. Only a label shows the tenant of a new Namespace: if the terms name no label, no
   * tenant may take its name.
   */
  boolean mayTake(NameReservationSpec reserved) {
    boolean exempted = namespace.filter(reserved.restoreNamespaces()::contains).isPresent();
    return exempted || tenant(reserved.tenantLabel()).filter(reserved.tenant()::equals).isPresent();
  }

  private Optional<String> tenant(String label) {
    return Optional.ofNullable(label)
        .map(labels::get)
        .filter(value -> !value.isEmpty())
        .or(() -> namespace);
  }

  /**
   * Returns the key under which a tenant is listed in a ReservedNames. The variable {@code me} of
   * the admission policy contains the keys of the requester, by the same rule.
   */
  static String key(String tenantLabel, String tenant) {
    return (tenantLabel == null ? "" : tenantLabel) + "=" + tenant;
  }

  /** Returns the key of a tenant that is a namespace, or of a namespace that is exempt. */
  static String key(String namespace) {
    return key(null, namespace);
  }
}
