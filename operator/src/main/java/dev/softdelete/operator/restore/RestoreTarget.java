package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import java.util.Map;
import java.util.Optional;

/** Where, and under which name, a deleted object is to come back. */
public record RestoreTarget(Optional<String> namespace, String name) {

  public static RestoreTarget of(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<String> namespace =
        Optional.ofNullable(deleted.namespace())
            .map(n -> annotations.getOrDefault(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, n));
    return new RestoreTarget(
        namespace, annotations.getOrDefault(SoftDelete.RESTORE_AS_ANNOTATION, deleted.name()));
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/").orElse("") + name;
  }
}
