package dev.softdelete.operator.capture;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;

/** Remembers the requester of each delete, and never denies a request. */
public final class DeleteHandler implements AdmissionHandler {
  private final DeleteRequests requests;

  public DeleteHandler(DeleteRequests requests) {
    this.requests = requests;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    if (!request.dryRun()) {
      // A repeated request for an object that is already being deleted is not its cause.
      request
          .oldObject()
          .filter(o -> !o.deleting())
          .ifPresent(o -> requests.heard(identity(request, o), request.requester()));
    }
    return AdmissionResponse.allowed();
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
