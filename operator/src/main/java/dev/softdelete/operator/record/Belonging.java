package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a name is taken by a record where it was. What went with a namespace belongs to that one:
 * a later namespace of the same name, which may be a stranger's, inherits nothing.
 */
final class Belonging {
  private Belonging() {}

  /**
   * Decides by where the record is kept.
   *
   * @param byUid the record of another deletion, by the uid of what was deleted
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
