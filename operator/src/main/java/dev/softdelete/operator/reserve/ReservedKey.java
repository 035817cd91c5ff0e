package dev.softdelete.operator.reserve;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;
import java.util.Optional;

/** The key by which a reserved name is looked up: {@code plural.group/namespace/name}. */
final class ReservedKey {
  private ReservedKey() {}

  static String of(String group, String resource, Optional<String> namespace, String name) {
    return resource
        + (group.isEmpty() ? "" : "." + group)
        + "/"
        + namespace.orElse("")
        + "/"
        + name;
  }

  static String of(ResourceIdentity deleted) {
    return of(
        GroupVersion.of(deleted.apiVersion()).group(),
        deleted.resource(),
        Optional.ofNullable(deleted.namespace()),
        deleted.name());
  }
}
