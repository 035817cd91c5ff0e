package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;

/** Binds a claim that comes back to the volume that it had, while that volume is there. */
final class ClaimVolumes {
  private static final ResourceType VOLUMES =
      ResourceType.of("", "v1", "persistentvolumes", "PersistentVolume", false);
  private static final List<String> BINDING =
      List.of("pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller");

  private final ApiServer api;

  ClaimVolumes(ApiServer api) {
    this.api = api;
  }

  /**
   * Readies a manifest that is to be created, and its volume; does nothing for other kinds.
   *
   * @param snapshot what was deleted
   */
  void rebind(KubeObject snapshot, ObjectNode manifest) {
    if (!snapshot.apiVersion().equals("v1")
        || !snapshot.kind().equals("PersistentVolumeClaim")
        || !manifest.at("/spec/volumeName").isTextual()) {
      return;
    }
    // The volume controller takes a claim with these for bound to a uid that is no more.
    if (manifest.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(BINDING);
    }
    String path = VOLUMES.path(Optional.empty(), manifest.at("/spec/volumeName").asText());
    Optional<KubeObject> volume =
        api.find(path)
            .map(KubeObject::parse)
            .filter(v -> belongsTo(v.json().at("/spec/claimRef"), snapshot, manifest));
    if (volume.isPresent()) {
      api.mergePatch(path, claimedBy(volume.get(), manifest));
    } else {
      // Gone, or somebody else's: a claim that names it would wait for ever.
      manifest.withObject("/spec").remove("volumeName");
    }
  }

  /** By the uid that the claim had, or by the name that an attempt before gave it. */
  static boolean belongsTo(JsonNode claimRef, KubeObject snapshot, ObjectNode manifest) {
    if (claimRef.hasNonNull("uid")) {
      return claimRef.path("uid").asText().equals(snapshot.uid());
    }
    return claimRef.path("name").equals(manifest.at("/metadata/name"))
        && claimRef.path("namespace").equals(manifest.at("/metadata/namespace"));
  }

  private static ObjectNode claimedBy(KubeObject volume, ObjectNode manifest) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", volume.resourceVersion());
    ObjectNode claimRef = patch.putObject("spec").putObject("claimRef");
    claimRef.set("namespace", manifest.at("/metadata/namespace"));
    claimRef.set("name", manifest.at("/metadata/name"));
    claimRef.putNull("uid").putNull("resourceVersion");
    return patch;
  }
}
