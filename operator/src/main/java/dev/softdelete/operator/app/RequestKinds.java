package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.requester.kind.Creation;
import dev.softdelete.operator.requester.kind.RequesterDecision;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.util.function.Predicate;

/** Decides what sends a create or an update. It looks up owners only where the decision asks. */
record RequestKinds(BaseModules base) {

  RequesterKind of(AdmissionRequest request) {
    Creation write =
        Creation.of(request.requester(), request.object().orElseThrow(), request.fieldManager());
    Predicate<OwnerReference> lives = owner -> lives(owner, request);
    return request
        .oldObject()
        .map(before -> RequesterDecision.ofUpdate(base.requesters(), write, before, lives))
        .orElseGet(() -> RequesterDecision.ofCreate(base.requesters(), write, lives));
  }

  /** An owner that cannot be looked up proves nothing, and the other rules decide. */
  private boolean lives(OwnerReference owner, AdmissionRequest request) {
    try {
      return base.stored().owners().lives(owner, request.namespace());
    } catch (RuntimeException e) {
      return false;
    }
  }
}
