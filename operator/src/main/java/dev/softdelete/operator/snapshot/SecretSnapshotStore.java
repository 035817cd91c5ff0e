package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stores snapshots in immutable Secrets in the operator's namespace. */
public final class SecretSnapshotStore implements SnapshotStore {
  static final String TYPE = "softdelete.dev/snapshot";
  static final String FINALIZER = "softdelete.dev/snapshot";
  static final String UID_LABEL = "softdelete.dev/uid";
  static final String PART_LABEL = "softdelete.dev/part";
  static final String AMENDMENT_ANNOTATION = "softdelete.dev/record-amendment";
  private static final String PAYLOAD = "object.json.gz";
  private static final String COMPANION = "companion.json.gz";
  private static final String RECORD = "record.json";
  private static final String SECRET = "secret";
  private static final String NAMESPACE_UID = "namespaceUid";
  private static final String RESTORED_AS = "restoredAs";

  private final ApiServer api;
  private final String namespace;
  private final InterruptedCaptures unsettled = new InterruptedCaptures();

  public SecretSnapshotStore(ApiServer api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  @Override
  public void put(
      String uid,
      EncodedSnapshot snapshot,
      Optional<KubeObject> companion,
      ObjectNode record,
      Optional<String> before) {
    unsettled.put(uid);
    for (int part = snapshot.parts().size() - 1; part >= 0; part--) {
      SecretBuilder secret = secret(uid, snapshot.reference(), part);
      secret.addToData(PAYLOAD, base64(snapshot.parts().get(part)));
      if (part == 0) {
        companion
            .map(c -> SnapshotCodec.compress(Json.bytes(c.json())))
            .ifPresent(c -> secret.addToData(COMPANION, base64(c)));
        secret.addToData(RECORD, base64(Json.bytes(record)));
        secret.addToData(
            SECRET,
            base64(
                before
                    .map(s -> s.getBytes(StandardCharsets.US_ASCII))
                    .orElseGet(SecretSnapshotStore::randomSecret)));
      }
      createOnce(secret.build());
    }
  }

  private SecretBuilder secret(String uid, SnapshotReference reference, int part) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(SnapshotName.of(uid, reference, part))
        .withNamespace(namespace)
        .addToLabels(UID_LABEL, uid)
        .addToLabels(PART_LABEL, Integer.toString(part))
        .addToLabels(ManagedBy.LABELS)
        .withFinalizers(FINALIZER)
        .endMetadata()
        .withType(TYPE)
        .withImmutable(true);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void createOnce(Secret secret) {
    try {
      api.create(path(), Json.tree(secret));
    } catch (ApiException e) {
      if (!e.alreadyExists()) {
        throw e;
      }
      String name = secret.getMetadata().getName();
      Optional<KubeObject> there = api.find(path(name)).map(KubeObject::parse);
      if (there.map(KubeObject::deleting).orElse(true)) {
        throw new IllegalStateException("the snapshot " + name + " is being purged; trying again");
      }
      if (there.filter(Format::newer).isPresent()) {
        throw new IllegalStateException(
            "the snapshot " + name + " was written by a newer version of the operator; upgrade it");
      }
    }
  }

  @Override
  public StoredObject get(String uid, SnapshotReference reference) {
    var parts = new ArrayList<byte[]>();
    String made = "";
    Optional<KubeObject> companion = Optional.empty();
    for (int part = 0; part < reference.parts(); part++) {
      String name = SnapshotName.of(uid, reference, part);
      byte[] secret =
          api.find(path(name))
              .orElseThrow(
                  () ->
                      new CorruptSnapshotException(
                          "Secret " + namespace + "/" + name + " is missing"));
      ObjectNode parsed = Json.parse(secret);
      parts.add(value(parsed, PAYLOAD));
      if (part == 0) {
        made = new String(value(parsed, SECRET), StandardCharsets.US_ASCII);
        companion = companion(parsed);
      }
    }
    return new StoredObject(
        KubeObject.parse(SnapshotCodec.decode(reference, parts)), companion, made);
  }

  private static Optional<KubeObject> companion(ObjectNode head) {
    if (!head.path("data").has(COMPANION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(KubeObject.parse(SnapshotCodec.decompress(value(head, COMPANION))));
    } catch (IllegalArgumentException e) {
      throw new CorruptSnapshotException("what was kept with it is " + e.getMessage(), e);
    }
  }

  private static byte[] randomSecret() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] value(ObjectNode secret, String key) {
    try {
      return Base64.getDecoder().decode(secret.path("data").path(key).asText());
    } catch (IllegalArgumentException e) {
      throw new CorruptSnapshotException("its value is not base64", e);
    }
  }

  @Override
  public void delete(String uid, SnapshotReference reference) {
    for (int part = 0; part < reference.parts(); part++) {
      String name = SnapshotName.of(uid, reference, part);
      remove(name);
    }
  }

  private void remove(String name) {
    api.delete(path(name));
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putNull("finalizers");
    patchIfThere(name, patch);
  }

  @Override
  public void amend(String uid, SnapshotReference reference, RecordAmendment amendment) {
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
    patchIfThere(SnapshotName.of(uid, reference, 0), patch);
  }

  private void patchIfThere(String name, ObjectNode patch) {
    try {
      api.mergePatch(path(name), patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }

  @Override
  public boolean has(String uid, SnapshotReference reference) {
    return api.findMetadata(path(SnapshotName.of(uid, reference, 0)))
        .filter(head -> !head.deleting())
        .isPresent();
  }

  @Override
  public void settled(String uid) {
    unsettled.settled(uid);
  }

  @Override
  public boolean mayHaveMore(String uid) {
    return unsettled.possible(uid);
  }

  @Override
  public List<StoredSnapshot> of(String uid) {
    return parts(PART_LABEL + "," + UID_LABEL + "=" + uid, part -> true);
  }

  @Override
  public Set<String> uids() {
    return parts(PART_LABEL, part -> true).stream()
        .map(StoredSnapshot::uid)
        .collect(Collectors.toSet());
  }

  @Override
  public List<StoredSnapshot> unreferenced(Predicate<StoredSnapshot> referenced) {
    List<StoredSnapshot> found = parts(PART_LABEL, referenced.negate());
    unsettled.found(found.stream().map(StoredSnapshot::uid).collect(Collectors.toSet()));
    return found;
  }

  private List<StoredSnapshot> parts(String labelSelector, Predicate<StoredSnapshot> which) {
    var parts = new ArrayList<StoredSnapshot>();
    new MetadataList(api)
        .forEach(
            path(),
            labelSelector,
            secret -> Optional.of(part(secret)).filter(which).ifPresent(parts::add));
    return parts;
  }

  private static StoredSnapshot part(KubeObject secret) {
    return new StoredSnapshot(
        secret.name(),
        secret.labels().getOrDefault(UID_LABEL, ""),
        "0".equals(secret.labels().get(PART_LABEL)),
        Format.newer(secret),
        amendment(secret)
            .map(changed -> changed.path(RESTORED_AS))
            .filter(JsonNode::isObject)
            .map(as -> Json.as(RestoredObject.class, as)));
  }

  private static Optional<ObjectNode> amendment(KubeObject secret) {
    return Optional.ofNullable(secret.annotations().get(AMENDMENT_ANNOTATION))
        .map(text -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public boolean references(SnapshotReference reference, StoredSnapshot part) {
    return IntStream.range(0, reference.parts())
        .anyMatch(i -> SnapshotName.of(part.uid(), reference, i).equals(part.name()));
  }

  @Override
  public void discard(StoredSnapshot part) {
    remove(part.name());
  }

  @Override
  public Optional<ObjectNode> record(StoredSnapshot head) {
    return api.find(path(head.name())).map(Json::parse).map(SecretSnapshotStore::amended);
  }

  private static ObjectNode amended(ObjectNode secret) {
    ObjectNode record = Json.parse(value(secret, RECORD));
    Optional<ObjectNode> amendment = amendment(new KubeObject(secret));
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

  private String path() {
    return ResourceType.SECRETS.path(Optional.of(namespace));
  }

  private String path(String name) {
    return ResourceType.SECRETS.path(Optional.of(namespace), name);
  }
}
