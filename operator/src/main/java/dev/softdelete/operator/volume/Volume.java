package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;
import java.util.Set;

/** A PersistentVolume, live or stored, with the patches that the life of a claim requires. */
record Volume(KubeObject object) {
  static final ResourceType TYPE =
      ResourceType.of("", "v1", "persistentvolumes", "PersistentVolume", false);
  static final String RETAIN = "Retain";
  static final String DELETE = "Delete";

  private static final Set<String> POLICIES = Set.of(RETAIN, DELETE, "Recycle");

  static Optional<Volume> find(ApiServer api, String name) {
    return api.find(path(name)).map(KubeObject::parse).map(Volume::new);
  }

  static String path(String name) {
    return TYPE.path(Optional.empty(), name);
  }

  String name() {
    return object.name();
  }

  JsonNode claimRef() {
    return object.json().at("/spec/claimRef");
  }

  boolean claimedBy(String uid) {
    return claimRef().path("uid").asText().equals(uid);
  }

  /**
   * Whether the volume is meant for the claim of that name, but not yet bound to the uid of a
   * claim.
   */
  boolean awaits(String namespace, String name) {
    return !claimRef().hasNonNull("uid")
        && claimRef().path("namespace").asText().equals(namespace)
        && claimRef().path("name").asText().equals(name);
  }

  boolean bound() {
    return object.json().at("/status/phase").asText().equals("Bound");
  }

  String reclaimPolicy() {
    return object.json().at("/spec/persistentVolumeReclaimPolicy").asText(RETAIN);
  }

  /** Whether the reclaim policy is Retain only because of a deleted claim. */
  boolean kept() {
    return formerPolicyNoted().isPresent();
  }

  /** Returns the reclaim policy that applies when no deleted claim keeps the volume. */
  String formerPolicy() {
    return formerPolicyNoted().orElseGet(this::reclaimPolicy);
  }

  private Optional<String> formerPolicyNoted() {
    return Optional.ofNullable(object.annotations().get(SoftDelete.RECLAIM_POLICY_ANNOTATION))
        .filter(POLICIES::contains)
        .filter(noted -> reclaimPolicy().equals(RETAIN));
  }

  /** Returns a patch that keeps the volume, whatever happens to its claim. */
  ObjectNode retaining() {
    ObjectNode patch = patch();
    retain(patch);
    return patch;
  }

  private void retain(ObjectNode patch) {
    patch
        .withObject("/metadata/annotations")
        .put(SoftDelete.RECLAIM_POLICY_ANNOTATION, reclaimPolicy());
    patch.withObject("/spec").put("persistentVolumeReclaimPolicy", RETAIN);
  }

  /** Returns a patch that reverts {@link #retaining}. */
  ObjectNode givenBack() {
    ObjectNode patch = patch();
    patch.withObject("/metadata/annotations").putNull(SoftDelete.RECLAIM_POLICY_ANNOTATION);
    patch.withObject("/spec").put("persistentVolumeReclaimPolicy", formerPolicy());
    return patch;
  }

  /** Returns a patch that binds the volume to this exact claim, and keeps it until it is bound. */
  ObjectNode boundTo(KubeObject claim) {
    ObjectNode patch = patch();
    if (!reclaimPolicy().equals(RETAIN)) {
      retain(patch);
    }
    ObjectNode claimRef = patch.withObject("/spec/claimRef");
    reference(claimRef, claim);
    claimRef.putNull("resourceVersion");
    return patch;
  }

  static void reference(ObjectNode claimRef, KubeObject claim) {
    claimRef.put("namespace", claim.namespace().orElseThrow());
    claimRef.put("name", claim.name()).put("uid", claim.uid());
  }

  private ObjectNode patch() {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", object.resourceVersion());
    return patch;
  }
}
