package dev.softdelete.operator.protect;

import dev.softdelete.operator.webhook.AdmissionHandler;
import dev.softdelete.operator.webhook.AdmissionRequest;
import dev.softdelete.operator.webhook.AdmissionResponse;
import java.util.List;

/**
 * Puts the finalizer on, on servers that cannot by themselves. The API server has decided already
 * that a policy covers the object: it asks about nothing else, whichever replica it asks.
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
