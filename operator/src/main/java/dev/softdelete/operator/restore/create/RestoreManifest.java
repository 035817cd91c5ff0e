package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.kinds.KindRules;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the manifest that a restore creates: the snapshot without the fields that the API server
 * and controllers set.
 */
final class RestoreManifest {
  /** The finalizers that the API server adds with a delete. */
  private static final Set<String> NOT_RESTORED =
      Set.of("orphan", "foregroundDeletion", "customresourcecleanup.apiextensions.k8s.io");

  /**
   * Annotations that had no effect, or the object would not have been captured. In the create of a
   * requester who may set them they would have one.
   */
  static final List<String> WITHOUT_EFFECT =
      List.of(SoftDelete.BYPASS_ANNOTATION, SoftDelete.BYPASS_GRANTED_ANNOTATION);

  private RestoreManifest() {}

  /**
   * Builds the manifest to create.
   *
   * @param mark the restore mark, which stays on the object until the object is finished
   * @param covered whether the object keeps our finalizer, even where no policy would add it
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
    ObjectNode annotations = metadata.withObject("/annotations");
    annotations.remove(WITHOUT_EFFECT);
    annotations.remove(PostponedAnnotations.of(snapshot).keySet());
    annotations.put(RestoreMark.ANNOTATION, mark.text());
    finalizers(snapshot, metadata, covered);
    owners(snapshot, metadata, owners, target.namespace());
    KindRules.forKind(snapshot.apiVersion(), snapshot.kind(), target.adopting()).accept(manifest);
    return manifest;
  }

  private static void finalizers(KubeObject snapshot, ObjectNode metadata, boolean covered) {
    metadata.remove("finalizers");
    List<String> kept =
        snapshot.finalizers().stream()
            .filter(f -> !NOT_RESTORED.contains(f) && !f.equals(SoftDelete.BYPASS_FINALIZER))
            .filter(f -> covered || !OurFinalizers.include(f))
            .toList();
    if (!kept.isEmpty()) {
      kept.forEach(metadata.putArray("finalizers")::add);
    }
  }

  /**
   * Keeps only the references to existing owners. The garbage collector would delete an object with
   * a reference to a uid that no longer exists.
   */
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
