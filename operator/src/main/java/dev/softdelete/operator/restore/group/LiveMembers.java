package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreProgress;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Optional;

/** Asks the API server what the watched records of a group do not tell. */
final class LiveMembers {
  private final ApiServer api;

  LiveMembers(ApiServer api) {
    this.api = api;
  }

  /** Counts the records that are not restored, with those that the watch has not reported yet. */
  int notBack(DeletedResource root) {
    String query =
        "?labelSelector=%s%%3D%s&fieldSelector=status.state%%21%%3DRESTORED"
            .formatted(SoftDelete.DELETION_GROUP_LABEL, root.getSpec().resource().uid());
    int count = 0;
    for (var item :
        Json.parse(api.get(ResourceType.DELETED_RESOURCES.path() + query)).path("items")) {
      if (!item.at("/metadata").has("deletionTimestamp")
          && Inheritance.belongs(LiveObject.identity(item), root)) {
        count++;
      }
    }
    return count;
  }

  /** Whether a controller has created a replacement of the member, as controllers do. */
  boolean remadeByController(DeletedResource member, RestoreTarget target) {
    if (!(RestoreProgress.of(member) instanceof RestoreProgress.Refused refusal)
        || !refusal.reason().equals(Optional.of(Reason.NameConflict))) {
      return false;
    }
    ResourceIdentity deleted = member.getSpec().resource();
    return api.findMetadata(ResourceType.of(deleted).path(target.namespace(), target.name()))
        .map(KubeObject::owners)
        .filter(owners -> owners.stream().anyMatch(OwnerReference::controller))
        .isPresent();
  }
}
