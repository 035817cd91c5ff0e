package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Where copies of deleted objects are kept. Every method can be repeated. */
public interface SnapshotStore {

  /**
   * Durable on return.
   *
   * @param uid of the deleted object
   * @param companion another object that is kept with it
   * @param record the DeletedResource that goes with it, by which a lost record is rebuilt
   */
  void put(String uid, EncodedSnapshot snapshot, Optional<KubeObject> companion, ObjectNode record);

  /**
   * The object as it was stored.
   *
   * @throws CorruptSnapshotException when they are not what the reference says
   */
  StoredObject get(String uid, SnapshotReference reference);

  /** Whether it is there, and not being deleted. */
  boolean has(String uid, SnapshotReference reference);

  /** Does nothing when it is gone already. */
  void delete(String uid, SnapshotReference reference);

  /** Keeps what users changed in the record since, for a rebuild. */
  void amend(String uid, SnapshotReference reference, RecordAmendment amendment);

  /** To be told after a {@link #put}, once the record refers to it and to nothing else. */
  void settled(String uid);

  /** Whether more of an object may be stored than its record refers to. Costs nothing. */
  boolean mayHaveMore(String uid);

  /** Every part of every snapshot of an object. */
  List<StoredSnapshot> of(String uid);

  /** Of which objects there are snapshots, or parts of some. */
  Set<String> uids();

  /** Every part of every snapshot of any object, but for those that are referenced. */
  List<StoredSnapshot> unreferenced(Predicate<StoredSnapshot> referenced);

  /** Whether a stored part is one of those that the reference names. */
  boolean references(SnapshotReference reference, StoredSnapshot part);

  /** Deletes one part alone: for leftovers that no record references. */
  void discard(StoredSnapshot part);

  /** The record beside a snapshot's head, amended; empty when the snapshot is gone. */
  Optional<ObjectNode> record(StoredSnapshot head);
}
