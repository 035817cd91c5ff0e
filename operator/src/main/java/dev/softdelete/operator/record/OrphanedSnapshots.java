package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discards the snapshots that interrupted captures of an object left behind. This happens before
 * the object or its record is removed. Later, such a snapshot would be mistaken for the snapshot of
 * a lost record.
 */
public final class OrphanedSnapshots {
  private static final Logger log = LoggerFactory.getLogger(OrphanedSnapshots.class);

  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final String operatorNamespace;

  public OrphanedSnapshots(ApiServer api, SnapshotStore snapshots, String operatorNamespace) {
    this.api = api;
    this.snapshots = snapshots;
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * Discards the leftover snapshots. The caller must make sure that no capture of the object is in
   * progress.
   */
  public void discard(ResourceIdentity deleted) {
    if (!snapshots.mayHaveMore(deleted.uid())) {
      return;
    }
    List<DeletedResource> records = records(deleted);
    snapshots.of(deleted.uid()).stream()
        .filter(part -> isLeft(part, records, snapshots::references))
        .forEach(
            part -> {
              log.info("{}: left behind by an interrupted capture, removed", part.name());
              snapshots.discard(part);
            });
  }

  /** Whether no record needs the part, as far as this version understands the records. */
  static boolean isLeft(
      StoredSnapshot part,
      List<DeletedResource> records,
      BiPredicate<SnapshotReference, StoredSnapshot> references) {
    return !part.newer()
        && records.stream()
            .noneMatch(r -> Format.newer(r) || references.test(r.getSpec().snapshot(), part));
  }

  /**
   * Returns the records of the object, wherever they are stored. While a record is being moved,
   * there are two.
   */
  private List<DeletedResource> records(ResourceIdentity deleted) {
    String name = RecordName.of(deleted.kind(), deleted.name(), deleted.uid());
    return Stream.of(deleted.namespace(), operatorNamespace)
        .flatMap(Stream::ofNullable)
        .distinct()
        .map(home -> ResourceType.DELETED_RESOURCES.path(Optional.of(home), name))
        .flatMap(path -> api.find(path).stream())
        .map(record -> Json.as(DeletedResource.class, Json.parse(record)))
        .toList();
  }
}
