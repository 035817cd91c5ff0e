package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;

/** A volume that is gone, as it is created again from what was kept of it. */
final class VolumeManifest {
  private VolumeManifest() {}

  /** For a claim that is back; kept until it is bound. */
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

  /** For nobody: its claim is gone, and the volume controller deletes it with its data. */
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
        was.object().finalizers().stream()
            .filter(f -> !f.equals(SoftDelete.RETAIN_FINALIZER))
            .toList();
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
