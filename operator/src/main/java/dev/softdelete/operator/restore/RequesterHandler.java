package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.requester.RequesterStamp;
import java.util.List;

/**
 * Stamps the user who asks for a restore, moves the purge time, or sets or lifts a legal hold. It
 * is used where the API server cannot do so itself.
 */
public final class RequesterHandler implements AdmissionHandler {

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    if (request.object().isEmpty() || request.oldObject().isEmpty()) {
      return AdmissionResponse.allowed();
    }
    if (request.requester().username().isEmpty()) {
      return new AdmissionResponse.Denied(
          403, "Forbidden", "the request names no user, who would be stamped in the record");
    }
    ArrayNode patch =
        RequesterStamp.patch(
            request.oldObject().get(), request.object().get(), request.requester());
    return patch.isEmpty()
        ? AdmissionResponse.allowed()
        : new AdmissionResponse.Patched(patch, List.of());
  }

  /** Without the stamp, a user could name another one as the requester. */
  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return fault.refused();
  }
}
