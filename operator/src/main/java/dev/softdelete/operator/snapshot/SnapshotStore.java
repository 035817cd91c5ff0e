package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Stores copies of deleted objects. Every method can be repeated. */
public interface SnapshotStore {

  /**
   * Stores a snapshot. It is durable when the method returns.
   *
   * @param uid the uid of the deleted object
   * @param companion another object that is stored with it
   * @param record the DeletedResource of the object, from which a lost record is rebuilt
   * @param secret the secret of an earlier snapshot of the object, so that a restore from that one
   *     is still recognized; empty for a new secret
   */
  void put(
      String uid,
      EncodedSnapshot snapshot,
      Optional<KubeObject> companion,
      ObjectNode record,
      Optional<String> secret);

  /**
   * Returns the object as it was stored.
   *
   * @throws CorruptSnapshotException if the stored parts do not match the reference
   */
  StoredObject get(String uid, SnapshotReference reference);

  /**
   * Returns the bytes of the object of a record, as the API server sent them.
   *
   * @throws CorruptSnapshotException if the stored parts do not match the record
   */
  default byte[] payload(DeletedResource record) {
    return payload(record.getSpec().resource().uid(), record.getSpec().snapshot());
  }

  /**
   * Returns the bytes of the object, as the API server sent them.
   *
   * @throws CorruptSnapshotException if the stored parts do not match the reference
   */
  byte[] payload(String uid, SnapshotReference reference);

  /**
   * Returns the object of a record as it was stored.
   *
   * @throws CorruptSnapshotException if the stored parts do not match the record
   */
  default StoredObject get(DeletedResource record) {
    return get(record.getSpec().resource().uid(), record.getSpec().snapshot());
  }

  /** Whether the snapshot exists and is not being deleted. */
  boolean has(String uid, SnapshotReference reference);

  /** Deletes a snapshot. Does nothing if it is already gone. */
  void delete(String uid, SnapshotReference reference);

  /** Stores what users have changed in the record since the capture, for a rebuild. */
  void amend(String uid, SnapshotReference reference, RecordAmendment amendment);

  /**
   * Must be called after a {@link #put}, once the record refers to that snapshot and to no other.
   */
  void settled(String uid);

  /** Whether more of an object may be stored than its record refers to. The check costs nothing. */
  boolean mayHaveMore(String uid);

  /** Returns every part of every snapshot of an object. */
  List<StoredSnapshot> of(String uid);

  /** Returns the uids of the objects that have snapshots, or parts of snapshots. */
  Set<String> uids();

  /** Returns every part of every snapshot of any object, except the referenced parts. */
  List<StoredSnapshot> unreferenced(Predicate<StoredSnapshot> referenced);

  /** Whether the reference names the stored part. */
  boolean references(SnapshotReference reference, StoredSnapshot part);

  /** Deletes a single part, for leftovers that no record references. */
  void discard(StoredSnapshot part);

  /**
   * Returns the record beside a snapshot's head, with its amendment; empty if the snapshot is gone.
   */
  Optional<ObjectNode> record(StoredSnapshot head);
}
