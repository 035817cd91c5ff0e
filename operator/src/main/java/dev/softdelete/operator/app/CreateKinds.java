package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.requester.kind.Creation;
import dev.softdelete.operator.requester.kind.RequesterDecision;
import dev.softdelete.operator.requester.kind.RequesterKind;

/** Decides what sends a create. It looks up an owner only if the object names its controller. */
record CreateKinds(BaseModules base) {

  RequesterKind of(AdmissionRequest request) {
    KubeObject object = request.object().orElseThrow();
    return RequesterDecision.ofCreate(
        base.requesters(),
        Creation.of(request.requester(), object, request.options()),
        owner -> lives(owner, request));
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
