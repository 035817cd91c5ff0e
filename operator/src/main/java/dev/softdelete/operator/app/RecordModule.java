package dev.softdelete.operator.app;

import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.LiveOwners;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import dev.softdelete.operator.snapshot.SnapshotStore;

/**
 * Reads and writes what is stored about deleted objects, and looks up which of them live. There is
 * one of each, because the snapshot store remembers interrupted captures.
 */
record RecordModule(
    SnapshotStore snapshots,
    RecordWriter writer,
    PendingApplies applies,
    LiveObject liveObject,
    LiveOwners owners) {

  static RecordModule create(ConnectionModule connection, RecordIndex records, Group group) {
    var api = connection.api();
    return new RecordModule(
        new SecretSnapshotStore(api, connection.namespace()),
        new RecordWriter(api, connection.namespace(), group::comesBackWithOthers),
        new PendingApplies(api, connection.namespace(), connection.clock()::now),
        new LiveObject(api, connection.discovery()),
        new LiveOwners(api::findMetadata, connection.discovery()::resources, records::ofUid));
  }
}
