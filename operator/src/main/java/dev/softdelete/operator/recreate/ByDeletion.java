package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import java.util.Comparator;
import java.util.Optional;

/**
 * Orders the deletions of one name.
 *
 * <p>Deletion times have no fractions of a second. Therefore the resourceVersion decides next: the
 * resource versions of one kind increase, like numbers of any length (Kubernetes API concepts,
 * "Resource versions").
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
