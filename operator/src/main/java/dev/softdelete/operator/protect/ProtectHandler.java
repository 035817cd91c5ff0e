package dev.softdelete.operator.protect;

import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import java.util.List;

/**
 * Adds the finalizer on API servers that cannot add it by themselves. The API server has already
 * decided that a policy covers the object, because it calls this webhook for covered objects only.
 * So every replica can answer.
 */
public final class ProtectHandler implements AdmissionHandler {

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return request
        .object()
        .filter(object -> !object.retained())
        .<AdmissionResponse>map(
            object -> new AdmissionResponse.Patched(RetainFinalizer.putOn(object), List.of()))
        .orElseGet(AdmissionResponse::allowed);
  }
}
