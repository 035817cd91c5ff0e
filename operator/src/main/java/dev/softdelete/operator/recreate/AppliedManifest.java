package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.LastApplied;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.restore.apply.SentEmpty;
import dev.softdelete.operator.restore.apply.SettableFields;
import java.util.Optional;

/** Reconstructs, from a create, the manifest that its applier sent. */
final class AppliedManifest {
  private AppliedManifest() {}

  static PendingApply of(AdmissionRequest request) {
    KubeObject object = request.object().orElseThrow();
    Optional<JsonNode> fields = applied(object).map(entry -> entry.path("fieldsV1"));
    ObjectNode manifest =
        fields
            .map(owned -> AppliedFields.of(object.json(), owned))
            .or(() -> lastApplied(object))
            .orElseGet(() -> whole(object));
    manifest.put("apiVersion", object.apiVersion()).put("kind", object.kind());
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.put("name", object.name());
    object.namespace().ifPresent(n -> metadata.put("namespace", n));
    return new PendingApply(
        request.requester(),
        manager(request, object),
        fields.isPresent(),
        manifest,
        fields.map(owned -> SentEmpty.possible(manifest, owned)).orElseGet(Json::object));
  }

  /**
   * Returns the entry of a server-side apply. A server-side apply that creates an object reaches
   * the webhook as an ordinary create. Only its entry shows that it is an apply.
   */
  private static Optional<JsonNode> applied(KubeObject object) {
    for (JsonNode entry : object.metadata().path("managedFields")) {
      if (entry.path("operation").asText().equals("Apply")) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the field manager. If a client does not name one, the API server derives it from the
   * user agent.
   */
  private static String manager(AdmissionRequest request, KubeObject object) {
    String said = request.options().path("fieldManager").asText("");
    return said.isEmpty()
        ? object.metadata().path("managedFields").path(0).path("manager").asText("unknown")
        : said;
  }

  /**
   * Returns the manifest of a client-side apply. An annotation that is not what this request sends
   * is ignored: its user sent the whole object.
   */
  private static Optional<ObjectNode> lastApplied(KubeObject object) {
    return LastApplied.own(object).flatMap(said -> SentFields.of(object, said));
  }

  private static ObjectNode whole(KubeObject object) {
    ObjectNode manifest = SettableFields.of(object.json());
    manifest.withObject("/metadata").retain("labels", "annotations");
    return manifest;
  }
}
