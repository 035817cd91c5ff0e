package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.create.MarkedObject;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the restores of records that are being deleted, so that no restore mark is left behind.
 */
public final class EndingRestores {
  private static final Logger log = LoggerFactory.getLogger(EndingRestores.class);

  private final ApiServer api;
  private final Discovery discovery;
  private final SnapshotStore snapshots;
  private final RestoreFinish finish;
  private final StatusWriter status;

  /** What an unfinished restore means for its record. */
  public sealed interface Ending {
    /** Nothing is left to finish. */
    record Free() implements Ending {}

    /** Another component must act first, which usually takes milliseconds. */
    record NotYet(Duration lookAgain) implements Ending {}

    /** The record must stay: only it knows of the volume that the restored claim waits for. */
    record Kept(String why) implements Ending {}
  }

  public EndingRestores(
      ApiServer api, Discovery discovery, SnapshotStore snapshots, RestoreFinish finish) {
    this.api = api;
    this.discovery = discovery;
    this.snapshots = snapshots;
    this.finish = finish;
    this.status = new StatusWriter(api);
  }

  /** Finishes the restore of the record, if it has begun. */
  public Ending finish(DeletedResource record) {
    if (RecordStep.state(record) == State.RESTORED && !RecordStep.comesBack(record)) {
      return new Ending.Free();
    }
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<ResourceType> type = discovery.served(deleted.apiVersion(), deleted.resource());
    try {
      return type.map(t -> finish(record, t)).orElseGet(Ending.Free::new);
    } catch (RestoreFailedException e) {
      if (e.failure().reason() == Reason.VolumePending) {
        return new Ending.Kept(e.getMessage());
      }
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    } catch (CorruptSnapshotException e) {
      log.warn("{}: ends unfinished: {}", record.getMetadata().getName(), e.getMessage());
    }
    return new Ending.Free();
  }

  private Ending finish(DeletedResource record, ResourceType type) {
    Optional<RestoredObject> noted = Restore.noted(record);
    Optional<RestoredObject> begun = noted.or(() -> marked(record, type));
    if (begun.isEmpty()) {
      return new Ending.Free();
    }
    if (noted.isEmpty()) {
      // The end of a record whose object is back is not a purge.
      status.noteBegun(record, begun.get());
    }
    var request = RestoreRequest.of(record);
    String path = Restore.path(type, begun.get());
    return switch (finish.finish(request, snapshots.get(record), path, begun.get())) {
      case RestoreFinish.Step.Finished f -> new Ending.Free();
      case RestoreFinish.Step.NotYet n -> new Ending.NotYet(Restore.LOOK_AGAIN);
    };
  }

  /**
   * Returns the restored object that the record does not name yet. A user's create or our own has
   * created it.
   *
   * @throws CorruptSnapshotException if there is an object with a mark of this record, and nothing
   *     tells whether the mark is genuine
   */
  private Optional<RestoredObject> marked(DeletedResource record, ResourceType type) {
    var marked = new MarkedObject(api);
    return places(record)
        .flatMap(
            place -> marked.of(record, type, place, () -> snapshots.get(record).secret()).stream())
        .findFirst()
        .map(Restore::as);
  }

  /** Returns the places at which the object may have been created. */
  private static Stream<RestorePlace> places(DeletedResource record) {
    RestoreTarget asked = RestoreTarget.of(record);
    return Stream.of(
            Optional.ofNullable(record.getSpec().restoreElsewhere()),
            asked.fault(record.getSpec().resource()).isEmpty()
                ? Optional.of(asked.place())
                : Optional.<RestorePlace>empty(),
            Optional.of(RestoreTarget.inPlace(record).place()))
        .flatMap(Optional::stream)
        .distinct();
  }
}
