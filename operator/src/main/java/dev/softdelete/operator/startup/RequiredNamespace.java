package dev.softdelete.operator.startup;

import dev.softdelete.operator.kube.NamespaceState;
import java.util.Optional;
import java.util.function.Function;

/** Checks that the operator's own namespace exists, where copies and the lease are stored. */
public final class RequiredNamespace {
  private RequiredNamespace() {}

  /**
   * Checks that the namespace exists.
   *
   * @param namespaces finds a namespace by its name
   * @throws CannotRunException when there is no such namespace
   */
  public static void check(
      Function<String, Optional<NamespaceState>> namespaces, String namespace) {
    if (namespaces.apply(namespace).isEmpty()) {
      throw new CannotRunException(
          "There is no namespace '%s'. Set OPERATOR_NAMESPACE to the chart's."
              .formatted(namespace));
    }
  }
}
