package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.util.List;

/** Builds the manifest that creates a missing volume again from its stored copy. */
final class VolumeManifest {
  private VolumeManifest() {}

  /** Returns the volume for a restored claim. The volume is kept until it is bound. */
  static ObjectNode boundTo(KubeObject claim, Volume was) {
    ObjectNode manifest = of(was);
    Volume.reference(claimRef(manifest), claim);
    if (!was.formerPolicy().equals(Volume.RETAIN)) {
      manifest
          .withObject("/metadata/annotations")
          .put(SoftDelete.RECLAIM_POLICY_ANNOTATION, was.formerPolicy());
    }
    manifest.withObject("/spec").put("persistentVolumeReclaimPolicy", Volume.RETAIN);
    return manifest;
  }

  /**
   * Returns the volume as released. Its claim is gone, so the volume controller deletes the volume
   * with its data.
   */
  static ObjectNode released(Volume was) {
    ObjectNode manifest = of(was);
    claimRef(manifest);
    manifest.withObject("/spec").put("persistentVolumeReclaimPolicy", Volume.DELETE);
    if (manifest.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(SoftDelete.RECLAIM_POLICY_ANNOTATION);
    }
    return manifest;
  }

  private static ObjectNode of(Volume was) {
    ObjectNode manifest = was.object().toCreate();
    manifest.remove("status");
    ObjectNode metadata = manifest.withObject("/metadata");
    metadata.remove(List.of("ownerReferences", "finalizers"));
    List<String> others =
        was.object().finalizers().stream().filter(f -> !OurFinalizers.include(f)).toList();
    if (!others.isEmpty()) {
      others.forEach(metadata.putArray("finalizers")::add);
    }
    return manifest;
  }

  private static ObjectNode claimRef(ObjectNode manifest) {
    ObjectNode claimRef = manifest.withObject("/spec/claimRef");
    claimRef.remove("resourceVersion");
    return claimRef;
  }
}
