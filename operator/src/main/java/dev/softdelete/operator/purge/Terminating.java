package dev.softdelete.operator.purge;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.CoalescedRead;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Whether a namespace or a CRD is being deleted. The end of a record is then not a purge. */
final class Terminating {
  private final CoalescedRead<Boolean> looks;

  Terminating(ApiServer api) {
    this.looks =
        new CoalescedRead<>(path -> api.findMetadata(path).map(KubeObject::deleting).orElse(true));
  }

  /** Whether the object is being deleted, or is already gone. */
  boolean is(ResourceType type, String name) {
    return looks.at(type.path(Optional.empty(), name));
  }
}
