package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a record still takes the name of its object in the original namespace. An object
 * that was deleted with its namespace belongs to that namespace only. A later namespace of the same
 * name, which may belong to a stranger, inherits nothing.
 */
final class Belonging {
  private Belonging() {}

  /**
   * Decides by the namespace in which the record is stored.
   *
   * @param byUid finds the record of another deletion, by the uid of the deleted object
   * @param now the current time by the API server's clock
   */
  static boolean toItsNamespace(
      DeletedResource record, Function<String, Optional<DeletedResource>> byUid, Instant now) {
    ResourceIdentity deleted = record.getSpec().resource();
    return atHome(record)
        || Optional.ofNullable(deleted.namespaceUid())
            .flatMap(byUid)
            .filter(
                namespace ->
                    comesBackAs(namespace, deleted.namespace())
                        || comesBackByCreate(namespace, deleted.namespace(), now))
            .isPresent();
  }

  /** Whether the record is stored in the namespace of its object. */
  static boolean atHome(DeletedResource record) {
    String namespace = record.getSpec().resource().namespace();
    return namespace == null || namespace.equals(record.getMetadata().getNamespace());
  }

  /**
   * Whether a create of the Namespace was answered with the deleted one, so that it may exist
   * already. The next creates in it may come before the operator has seen it.
   */
  private static boolean comesBackByCreate(DeletedResource namespace, String name, Instant now) {
    return namespace.getSpec().resource().name().equals(name)
        && CreateUnderWay.until(namespace, now).isPresent();
  }

  private static boolean comesBackAs(DeletedResource namespace, String name) {
    return RecordStep.comesBack(namespace)
        && RecordStep.restoredAs(namespace)
            .map(RestoredObject::name)
            .filter(name::equals)
            .isPresent();
  }
}
