package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.requester.kind.RoutineDelete;
import java.util.List;

/** Remembers the requester of each delete, and never denies a request. */
public final class DeleteHandler implements AdmissionHandler {
  /** An object may name thousands of owners, and many requests are remembered. */
  private static final int MOST_OWNERS = 16;

  private final DeleteRequests requests;
  private final RequesterLists lists;

  public DeleteHandler(DeleteRequests requests, RequesterLists lists) {
    this.requests = requests;
    this.lists = lists;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    if (!request.dryRun()) {
      // A repeated request for an object that is already being deleted is not its cause.
      request.oldObject().filter(o -> !o.deleting()).ifPresent(o -> remember(request, o));
    }
    return AdmissionResponse.allowed();
  }

  private void remember(AdmissionRequest request, KubeObject object) {
    ResourceIdentity what = identity(request, object);
    Requester by = request.requester();
    List<String> owners =
        object.owners().stream().map(OwnerReference::uid).limit(MOST_OWNERS).toList();
    if (RestoringRequester.restores(by)) {
      requests.heardOfRestore(what, by, owners);
    } else {
      requests.heard(what, by, RoutineDelete.by(lists, by, object), owners);
    }
  }

  private static ResourceIdentity identity(AdmissionRequest request, KubeObject object) {
    return new ResourceIdentity(
        object.apiVersion(),
        object.kind(),
        request.resource(),
        object.namespace().orElse(null),
        null,
        object.name(),
        object.uid(),
        null);
  }
}
