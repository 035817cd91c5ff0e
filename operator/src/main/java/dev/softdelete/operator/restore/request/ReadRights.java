package dev.softdelete.operator.restore.request;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import java.util.Optional;

/**
 * Whether the requester of a restore may read what the operator has read. Only then may a message
 * tell something from it.
 */
public final class ReadRights {
  private final SubjectAccess access;

  public ReadRights(ApiServer api) {
    this.access = new SubjectAccess(api);
  }

  /** Whether the requester may read the object that has the name of the restore's target now. */
  public boolean mayReadTarget(RestoreRequest request, ResourceType type) {
    return mayGet(request, type, request.target().namespace(), request.target().name());
  }

  /** Whether the requester may read the deleted object where it was. */
  public boolean mayReadDeleted(RestoreRequest request) {
    ResourceIdentity deleted = request.record().getSpec().resource();
    return mayGet(
        request,
        ResourceType.of(deleted),
        Optional.ofNullable(deleted.namespace()),
        deleted.name());
  }

  private boolean mayGet(
      RestoreRequest request, ResourceType type, Optional<String> namespace, String name) {
    return request
        .requester()
        .filter(by -> by.username() != null)
        .filter(by -> access.allowed(by, "get", type, namespace, name))
        .isPresent();
  }
}
