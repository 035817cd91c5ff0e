package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SnapshotReference;
import java.time.Instant;

/**
 * A purge that a user asked for, with the facts that are needed once it is done.
 *
 * @param what the deleted object, in words for a message
 * @param uid the uid of the deleted object
 */
record NotedPurge(
    String namespace,
    String record,
    String recordUid,
    String what,
    String uid,
    SnapshotReference snapshot,
    String by,
    Instant at) {

  static NotedPurge of(DeletedResource record, String by, Instant at) {
    var metadata = record.getMetadata();
    var deleted = record.getSpec().resource();
    return new NotedPurge(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        deleted.kind() + " " + deleted.name(),
        deleted.uid(),
        record.getSpec().snapshot(),
        by,
        at);
  }
}
