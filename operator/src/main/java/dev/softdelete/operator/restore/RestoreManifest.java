package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.RestoreMark;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A snapshot as it is sent to be created: without what the API server and controllers give. */
final class RestoreManifest {
  /** Put on by the API server with the delete. */
  private static final Set<String> NOT_RESTORED =
      Set.of("orphan", "foregroundDeletion", "customresourcecleanup.apiextensions.k8s.io");

  private RestoreManifest() {}

  /**
   * Makes the manifest to be created.
   *
   * @param mark stays on the object until it is finished
   * @param covered whether it keeps our finalizer, also where no policy would put it on
   */
  static ObjectNode of(
      KubeObject snapshot,
      RestoreTarget target,
      OwnerLookup owners,
      RestoreMark mark,
      boolean covered) {
    ObjectNode manifest = snapshot.toCreate();
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.put("name", target.name());
    target.namespace().ifPresent(n -> metadata.put("namespace", n));
    metadata.withObject("/annotations").put(RestoreMark.ANNOTATION, mark.text());
    finalizers(snapshot, metadata, covered);
    owners(snapshot, metadata, owners, target.namespace());
    KindRules.forKind(snapshot.apiVersion(), snapshot.kind(), target.adopting()).accept(manifest);
    return manifest;
  }

  private static void finalizers(KubeObject snapshot, ObjectNode metadata, boolean covered) {
    metadata.remove("finalizers");
    List<String> kept =
        snapshot.finalizers().stream()
            .filter(f -> !NOT_RESTORED.contains(f))
            .filter(f -> covered || !f.equals(SoftDelete.RETAIN_FINALIZER))
            .toList();
    if (!kept.isEmpty()) {
      kept.forEach(metadata.putArray("finalizers")::add);
    }
  }

  /** A reference to a dead uid would have the object collected at once. */
  private static void owners(
      KubeObject snapshot, ObjectNode metadata, OwnerLookup owners, Optional<String> namespace) {
    JsonNode references = metadata.path("ownerReferences");
    metadata.remove("ownerReferences");
    ArrayNode kept = Json.object().arrayNode();
    var parsed = snapshot.owners();
    for (int i = 0; i < parsed.size(); i++) {
      ObjectNode reference = references.get(i).deepCopy();
      owners.uidNow(parsed.get(i), namespace).ifPresent(uid -> kept.add(reference.put("uid", uid)));
    }
    if (!kept.isEmpty()) {
      metadata.set("ownerReferences", kept);
    }
  }
}
