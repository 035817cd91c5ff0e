package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import java.util.Map;
import java.util.Optional;

/**
 * Where, and under which name, a deleted object is to come back.
 *
 * @param adopting whether what depended on it still runs there, and is to belong to it again
 */
public record RestoreTarget(Optional<String> namespace, String name, boolean adopting) {

  public static RestoreTarget of(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<String> source = Optional.ofNullable(deleted.namespace());
    Optional<String> namespace =
        source.map(n -> annotations.getOrDefault(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, n));
    return new RestoreTarget(
        namespace,
        annotations.getOrDefault(SoftDelete.RESTORE_AS_ANNOTATION, deleted.name()),
        held(record) && namespace.equals(source));
  }

  /** Where it was, whatever the record's annotations ask for. */
  static RestoreTarget inPlace(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return new RestoreTarget(
        Optional.ofNullable(deleted.namespace()), deleted.name(), held(record));
  }

  private static boolean held(DeletedResource record) {
    return record.getSpec().mode() == Mode.Hold;
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/").orElse("") + name;
  }
}
