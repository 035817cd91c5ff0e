package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
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
   */
  static boolean toItsNamespace(
      DeletedResource record, Function<String, Optional<DeletedResource>> byUid) {
    ResourceIdentity deleted = record.getSpec().resource();
    boolean atHome =
        deleted.namespace() == null
            || deleted.namespace().equals(record.getMetadata().getNamespace());
    return atHome
        || Optional.ofNullable(deleted.namespaceUid())
            .flatMap(byUid)
            .filter(namespace -> comesBackAs(namespace, deleted.namespace()))
            .isPresent();
  }

  private static boolean comesBackAs(DeletedResource namespace, String name) {
    return RecordStep.comesBack(namespace)
        && RecordStep.restoredAs(namespace)
            .map(RestoredObject::name)
            .filter(name::equals)
            .isPresent();
  }
}
