package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;

/** Names the object of a refused request, without its content, so that an event can be about it. */
final class RefusedObject {
  private RefusedObject() {}

  static KubeObject of(AdmissionRequest request) {
    ObjectNode object =
        Json.object()
            .put(
                "apiVersion",
                request.group().isEmpty()
                    ? request.version()
                    : request.group() + "/" + request.version())
            .put("kind", request.kind());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", request.object().map(KubeObject::name).orElse(request.name()));
    request.namespace().ifPresent(namespace -> metadata.put("namespace", namespace));
    return new KubeObject(object);
  }
}
