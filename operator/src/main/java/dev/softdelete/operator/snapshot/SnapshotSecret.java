package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The form of a Secret that holds a part of a snapshot. The first part, the head, also holds what
 * is stored once: the companion, the draft of the record, and the secret of restore marks. Secrets
 * are immutable, so later changes of the record are noted in an annotation of the head.
 */
final class SnapshotSecret {
  static final String UID_LABEL = "softdelete.dev/uid";
  static final String PART_LABEL = "softdelete.dev/part";

  private static final String TYPE = "softdelete.dev/snapshot";
  private static final String FINALIZER = "softdelete.dev/snapshot";
  private static final String AMENDMENT_ANNOTATION = "softdelete.dev/record-amendment";
  private static final String PAYLOAD = "object.json.gz";
  private static final String COMPANION = "companion.json.gz";
  private static final String RECORD = "record.json";
  private static final String SECRET = "secret";
  private static final String NAMESPACE_UID = "namespaceUid";
  private static final String RESTORED_AS = "restoredAs";

  private SnapshotSecret() {}

  static SecretBuilder part(String namespace, String uid, EncodedSnapshot snapshot, int part) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(SnapshotName.of(uid, snapshot.reference(), part))
        .withNamespace(namespace)
        .addToLabels(UID_LABEL, uid)
        .addToLabels(PART_LABEL, Integer.toString(part))
        .addToLabels(ManagedBy.LABELS)
        .withFinalizers(FINALIZER)
        .endMetadata()
        .withType(TYPE)
        .withImmutable(true)
        .addToData(PAYLOAD, base64(snapshot.parts().get(part)));
  }

  /**
   * Adds what only the head holds.
   *
   * @param before the secret of the earlier snapshot of the same object, which stays in use; a new
   *     one is made if there is none
   */
  static void addHead(
      SecretBuilder head,
      Optional<KubeObject> companion,
      ObjectNode record,
      Optional<String> before) {
    companion
        .map(c -> SnapshotCodec.compress(Json.bytes(c.json())))
        .ifPresent(c -> head.addToData(COMPANION, base64(c)));
    head.addToData(RECORD, base64(Json.bytes(record)));
    head.addToData(
        SECRET,
        base64(
            before
                .map(s -> s.getBytes(StandardCharsets.US_ASCII))
                .orElseGet(SnapshotSecret::randomSecret)));
  }

  private static byte[] randomSecret() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] payload(ObjectNode part) {
    return value(part, PAYLOAD);
  }

  static String secret(ObjectNode head) {
    return new String(value(head, SECRET), StandardCharsets.US_ASCII);
  }

  static Optional<KubeObject> companion(ObjectNode head) {
    if (!head.path("data").has(COMPANION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(KubeObject.parse(SnapshotCodec.decompress(value(head, COMPANION))));
    } catch (IllegalArgumentException e) {
      throw new CorruptSnapshotException("what was kept with it is " + e.getMessage(), e);
    }
  }

  private static byte[] value(ObjectNode secret, String key) {
    try {
      return Base64.getDecoder().decode(secret.path("data").path(key).asText());
    } catch (IllegalArgumentException e) {
      throw new CorruptSnapshotException("its value is not base64", e);
    }
  }

  /** Reads what the metadata of a part says. */
  static StoredSnapshot stored(KubeObject part) {
    return new StoredSnapshot(
        part.name(),
        part.labels().getOrDefault(UID_LABEL, ""),
        "0".equals(part.labels().get(PART_LABEL)),
        Format.newer(part),
        amendment(part)
            .map(changed -> changed.path(RESTORED_AS))
            .filter(JsonNode::isObject)
            .map(as -> Json.as(RestoredObject.class, as)));
  }

  /** Returns the patch of the head that notes the changes of the record. */
  static ObjectNode patch(RecordAmendment amendment) {
    ObjectNode value = Json.object();
    amendment.purgeTime().ifPresent(time -> value.put("purgeTime", time));
    amendment.purgeTimeMovedBy().ifPresent(who -> value.set("purgeTimeMovedBy", Json.tree(who)));
    value.put("legalHold", amendment.legalHold());
    amendment.legalHoldBy().ifPresent(who -> value.set("legalHoldBy", Json.tree(who)));
    amendment.namespaceUid().ifPresent(of -> value.put(NAMESPACE_UID, of));
    amendment.restoredAs().ifPresent(as -> value.set(RESTORED_AS, Json.tree(as)));
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .put(AMENDMENT_ANNOTATION, value.toString());
    return patch;
  }

  /** Returns the draft of the record with the noted changes. */
  static ObjectNode record(ObjectNode head) {
    ObjectNode record = Json.parse(value(head, RECORD));
    Optional<ObjectNode> amendment = amendment(new KubeObject(head));
    if (amendment.isPresent() && record.path("spec") instanceof ObjectNode spec) {
      ObjectNode changed = amendment.get();
      changed.remove(RESTORED_AS);
      if (changed.remove(NAMESPACE_UID) instanceof TextNode uid) {
        spec.withObject("/resource").set(NAMESPACE_UID, uid);
      }
      spec.remove("purgeTime");
      spec.setAll(changed);
    }
    return record;
  }

  private static Optional<ObjectNode> amendment(KubeObject head) {
    return Optional.ofNullable(head.annotations().get(AMENDMENT_ANNOTATION))
        .map(text -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
