package dev.softdelete.operator.recreate;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.RequesterKind;

/**
 * A create of an object with a name.
 *
 * @param request the request, without annotations that mean nothing on it
 * @param kind what sends the request
 */
record NamedCreate(AdmissionRequest request, KubeObject object, RequesterKind kind) {

  /** Returns the create. What a controller has copied from another object is left out. */
  static NamedCreate of(AdmissionRequest request, RequesterKind kind) {
    KubeObject sent = request.object().orElseThrow();
    KubeObject meant = kind == RequesterKind.CONTROLLER ? CopiedAnnotations.without(sent) : sent;
    return new NamedCreate(request.with(meant), meant, kind);
  }
}
