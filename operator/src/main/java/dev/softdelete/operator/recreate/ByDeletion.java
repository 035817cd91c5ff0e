package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import java.util.Comparator;
import java.util.Optional;

/**
 * Deletions of one name in their order.
 *
 * <p>Their times have no parts of a second; the resource versions of one kind grow, as numbers of
 * any length do (Kubernetes API concepts, "Resource versions").
 */
final class ByDeletion {
  static final Comparator<DeletedResource> ORDER =
      Comparator.comparing((DeletedResource r) -> r.getSpec().deletionTime())
          .thenComparingInt(r -> resourceVersion(r).length())
          .thenComparing(ByDeletion::resourceVersion)
          .thenComparing(r -> r.getMetadata().getName());

  private ByDeletion() {}

  private static String resourceVersion(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().resource().resourceVersion()).orElse("");
  }
}
