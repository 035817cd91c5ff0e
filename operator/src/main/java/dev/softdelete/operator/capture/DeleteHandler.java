package dev.softdelete.operator.capture;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.webhook.AdmissionHandler;
import dev.softdelete.operator.webhook.AdmissionRequest;
import dev.softdelete.operator.webhook.AdmissionResponse;

/** Hears who deletes, and never says no. */
public final class DeleteHandler implements AdmissionHandler {
  private final DeleteRequests requests;

  public DeleteHandler(DeleteRequests requests) {
    this.requests = requests;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    if (!request.dryRun()) {
      // Who asks again for what is being deleted already has not caused it.
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
