package dev.softdelete.operator.capture;

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
          .ifPresent(o -> requests.heard(o.uid(), request.requester()));
    }
    return AdmissionResponse.allowed();
  }
}
