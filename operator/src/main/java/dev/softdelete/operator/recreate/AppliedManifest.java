package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.PendingApply;
import dev.softdelete.operator.webhook.AdmissionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an applier sent, from the create that it came to be. */
final class AppliedManifest {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private AppliedManifest() {}

  static PendingApply of(AdmissionRequest request) {
    KubeObject object = request.object().orElseThrow();
    boolean serverSide = request.options().path("kind").asText().equals("PatchOptions");
    String manager = request.options().path("fieldManager").asText("unknown");
    ObjectNode manifest =
        serverSide
            ? serverSide(object, manager)
            : lastApplied(object).orElseGet(() -> whole(object));
    manifest.put("apiVersion", object.apiVersion()).put("kind", object.kind());
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.put("name", object.name());
    object.namespace().ifPresent(n -> metadata.put("namespace", n));
    boolean force = !serverSide || request.options().path("force").asBoolean();
    return new PendingApply(request.requester(), manager, serverSide, force, manifest);
  }

  private static ObjectNode serverSide(KubeObject object, String manager) {
    for (JsonNode entry : object.metadata().path("managedFields")) {
      if (entry.path("operation").asText().equals("Apply")
          && entry.path("manager").asText().equals(manager)) {
        return AppliedFields.of(object.json(), entry.path("fieldsV1"));
      }
    }
    return whole(object);
  }

  /** With the annotation itself, which belongs to what client-side apply writes. */
  private static Optional<ObjectNode> lastApplied(KubeObject object) {
    return Optional.ofNullable(object.annotations().get(LAST_APPLIED))
        .map(
            text -> {
              ObjectNode manifest = Json.parse(text.getBytes(StandardCharsets.UTF_8));
              manifest.withObject("/metadata/annotations").put(LAST_APPLIED, text);
              return manifest;
            });
  }

  private static ObjectNode whole(KubeObject object) {
    ObjectNode manifest = object.json().deepCopy();
    manifest.remove("status");
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.retain("labels", "annotations");
    return manifest;
  }
}
