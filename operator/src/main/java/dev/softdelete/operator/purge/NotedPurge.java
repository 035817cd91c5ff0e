package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SnapshotReference;
import java.time.Instant;

/**
 * A purge that somebody asked for, with what is known of it once it is done.
 *
 * @param what was deleted, for people
 * @param uid of what was deleted
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
