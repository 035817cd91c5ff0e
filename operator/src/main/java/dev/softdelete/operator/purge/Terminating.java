package dev.softdelete.operator.purge;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SharedLook;
import java.util.Optional;

/** Whether a namespace or a definition is going away: then the purge is none. */
final class Terminating {
  private final SharedLook<Boolean> looks;

  Terminating(ApiServer api) {
    this.looks =
        new SharedLook<>(path -> api.findMetadata(path).map(KubeObject::deleting).orElse(true));
  }

  /** Also when it is gone already. */
  boolean is(ResourceType type, String name) {
    return looks.at(type.path(Optional.empty(), name));
  }
}
