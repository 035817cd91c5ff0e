package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where somebody takes a name.
 *
 * @param namespace of what is created; empty for a Namespace, which is in none
 * @param labels of that namespace, or of the Namespace that is created
 */
record Tenancy(Optional<String> namespace, Map<String, String> labels) {

  /**
   * Where an object is, or would be.
   *
   * @param labels those of a namespace; empty where there is none of that name
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
   * Whether it is reserved for them. A label without a value is as good as none. Nothing but one
   * tells whose a new Namespace is: without one in the terms, its name is nobody's.
   */
  boolean mayTake(NameReservationSpec reserved) {
    boolean invited = namespace.filter(reserved.restoreNamespaces()::contains).isPresent();
    return invited || tenant(reserved.tenantLabel()).filter(reserved.tenant()::equals).isPresent();
  }

  private Optional<String> tenant(String label) {
    return Optional.ofNullable(label)
        .map(labels::get)
        .filter(value -> !value.isEmpty())
        .or(() -> namespace);
  }

  /**
   * The same in CEL, over the variables {@code place} ('' for a Namespace) and {@code labels}.
   *
   * @param holder a variable: one of ReservedNames
   */
  static String cel(String holder) {
    return """
    (([%1$s.?tenantLabel.optFlatMap(l, variables.labels[?l]).orValue('')] \
    .map(v, v == '' ? variables.place : v)[0] == %1$s.tenant) || \
    (variables.place != '' && variables.place in %1$s.?namespaces.orValue([])))\
    """
        .formatted(holder);
  }
}
