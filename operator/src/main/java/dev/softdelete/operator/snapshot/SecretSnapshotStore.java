package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stores snapshots in immutable Secrets in the operator's namespace. */
public final class SecretSnapshotStore implements SnapshotStore {
  private final ApiServer api;
  private final String namespace;
  private final InterruptedCaptures interrupted = new InterruptedCaptures();

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
    interrupted.put(uid);
    for (int part = snapshot.parts().size() - 1; part >= 0; part--) {
      SecretBuilder secret = SnapshotSecret.part(namespace, uid, snapshot, part);
      if (part == 0) {
        SnapshotSecret.addHead(secret, companion, record, before);
      }
      createOnce(secret.build());
    }
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
      ObjectNode secret = secret(uid, reference, part);
      parts.add(SnapshotSecret.payload(secret));
      if (part == 0) {
        made = SnapshotSecret.secret(secret);
        companion = SnapshotSecret.companion(secret);
      }
    }
    return new StoredObject(
        KubeObject.parse(SnapshotCodec.decode(reference, parts)), companion, made);
  }

  @Override
  public byte[] payload(String uid, SnapshotReference reference) {
    var parts = new ArrayList<byte[]>();
    for (int part = 0; part < reference.parts(); part++) {
      parts.add(SnapshotSecret.payload(secret(uid, reference, part)));
    }
    return SnapshotCodec.decode(reference, parts);
  }

  private ObjectNode secret(String uid, SnapshotReference reference, int part) {
    String name = SnapshotName.of(uid, reference, part);
    return api.find(path(name))
        .map(Json::parse)
        .orElseThrow(
            () -> new CorruptSnapshotException("Secret " + namespace + "/" + name + " is missing"));
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
    ObjectNode patch = SnapshotSecret.patch(amendment);
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
    interrupted.settled(uid);
  }

  @Override
  public boolean mayHaveMore(String uid) {
    return interrupted.possible(uid);
  }

  @Override
  public List<StoredSnapshot> of(String uid) {
    return parts(
        SnapshotSecret.PART_LABEL + "," + SnapshotSecret.UID_LABEL + "=" + uid, part -> true);
  }

  @Override
  public Set<String> uids() {
    return parts(SnapshotSecret.PART_LABEL, part -> true).stream()
        .map(StoredSnapshot::uid)
        .collect(Collectors.toSet());
  }

  @Override
  public List<StoredSnapshot> unreferenced(Predicate<StoredSnapshot> referenced) {
    List<StoredSnapshot> found = parts(SnapshotSecret.PART_LABEL, referenced.negate());
    interrupted.found(found.stream().map(StoredSnapshot::uid).collect(Collectors.toSet()));
    return found;
  }

  private List<StoredSnapshot> parts(String labelSelector, Predicate<StoredSnapshot> which) {
    var parts = new ArrayList<StoredSnapshot>();
    new MetadataList(api)
        .forEach(
            path(),
            labelSelector,
            secret ->
                Optional.of(SnapshotSecret.stored(secret)).filter(which).ifPresent(parts::add));
    return parts;
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
    return api.find(path(head.name())).map(Json::parse).map(SnapshotSecret::record);
  }

  private String path() {
    return ResourceType.SECRETS.path(Optional.of(namespace));
  }

  private String path(String name) {
    return ResourceType.SECRETS.path(Optional.of(namespace), name);
  }
}
