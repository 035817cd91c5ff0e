package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Map;
import java.util.Optional;

/**
 * Where somebody takes a name.
 *
 * @param namespace of what is created; empty for a Namespace, which is in none
 * @param labels of that namespace, or of the Namespace that is created
 */
record Tenancy(Optional<String> namespace, Map<String, String> labels) {

  static Tenancy ofNamespace(KubeObject created) {
    return new Tenancy(Optional.empty(), created.labels());
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
