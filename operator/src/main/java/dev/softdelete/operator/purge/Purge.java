package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.capture.Release;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.HomeRecordLookup;
import dev.softdelete.operator.record.KeptCopy;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.OrphanedSnapshots;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.record.RelocatedRecord;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.snapshot.RecordAmendment;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.volume.PurgedVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** The single path for every end of a record. The record's own finalizer is removed last. */
public final class Purge {
  /** The outcome of a purge. */
  public sealed interface Outcome {
    /** Nothing is left but the record's finalizer. */
    record Purged() implements Outcome {}

    /**
     * There was no purge: the namespace or the CRD is being deleted, and the record was saved from
     * that.
     */
    record Saved(String where) implements Outcome {}

    record Delayed(String why) implements Outcome {}

    /**
     * The purge is one of many, and waits.
     *
     * @param lookAgain the time after which to check again
     */
    record Waits(Duration lookAgain) implements Outcome {}
  }

  /** A check that runs before anything is done that cannot be undone. */
  public interface Gate {
    /** Returns the outcome that replaces the purge; empty if the purge may proceed. */
    Optional<Outcome> objection(DeletedResource record);
  }

  private final ApiServer api;
  private final Terminating terminating;
  private final LiveObject liveObject;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final Reservations reservations;
  private final Predicate<DeletedResource> ignored;
  private final PurgedVolumes volumes;
  private final OrphanedSnapshots orphanedSnapshots;
  private final StatusWriter status;

  /**
   * Creates the purge.
   *
   * @param ignored whether a policy makes the delete of the object final because of its requester
   */
  public Purge(
      ApiServer api,
      LiveObject liveObject,
      SnapshotStore snapshots,
      RecordWriter records,
      Reservations reservations,
      Predicate<DeletedResource> ignored) {
    this.api = api;
    this.terminating = new Terminating(api);
    this.liveObject = liveObject;
    this.snapshots = snapshots;
    this.records = records;
    this.reservations = reservations;
    this.ignored = ignored;
    this.volumes = new PurgedVolumes(api, snapshots);
    this.status = new StatusWriter(api);
    this.orphanedSnapshots = new OrphanedSnapshots(api, snapshots, records.operatorNamespace());
  }

  /**
   * Purges the record, or saves it if its end is not a purge.
   *
   * @param record a record that was deleted, by any client
   */
  public Outcome purge(DeletedResource record, Gate gate) {
    DeletedResourceSpec spec = record.getSpec();
    Optional<Outcome> saved = saved(record);
    if (saved.isPresent()) {
      return saved.get();
    }
    boolean cameBack = RecordStep.restoredAs(record).isPresent();
    if (Boolean.TRUE.equals(spec.legalHold())) {
      return new Outcome.Delayed(
          "It is under legal hold. Its purge goes on once spec.legalHold is false.");
    }
    Optional<Outcome> objection = gate.objection(record);
    if (objection.isPresent()) {
      return objection.get();
    }
    if (!released(spec.resource())) {
      return new Outcome.Delayed(
          "The object still exists and cannot be released; see the policy's status.stuck.");
    }
    Optional<String> waits = cameBack ? Optional.empty() : volumes.purge(record);
    if (waits.isPresent()) {
      return new Outcome.Delayed(waits.get());
    }
    if (!cameBack) {
      endReservation(record);
    }
    orphanedSnapshots.discard(spec.resource());
    snapshots.delete(spec.resource().uid(), spec.snapshot());
    return new Outcome.Purged();
  }

  /**
   * Ends the reservation. A final delete reserves nothing. A record that reached its purge time was
   * kept for its full retention, so its delete was not final.
   */
  private void endReservation(DeletedResource record) {
    if (ignored.test(record) && AskedPurge.at(record).isPresent()) {
      reservations.lift(record);
    } else {
      reservations.startClock(record);
    }
  }

  /**
   * Saves the record if its end is not a purge: its namespace or the CRD is being deleted, or the
   * record is in its own namespace again.
   */
  public Optional<Outcome> saved(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    if (RecordStep.restoredAs(record).isPresent() && KeptCopy.of(record).isEmpty()) {
      return Optional.empty();
    }
    String namespace = record.getMetadata().getNamespace();
    if (terminating.is(ResourceType.CUSTOM_RESOURCE_DEFINITIONS, crdName())) {
      var namespaceUid = Optional.ofNullable(spec.resource().namespaceUid());
      snapshots.amend(
          spec.resource().uid(), spec.snapshot(), RecordAmendment.of(record, namespaceUid));
      return Optional.of(new Outcome.Saved("its snapshot, from which it is rebuilt"));
    }
    if (terminating.is(ResourceType.NAMESPACES, namespace)) {
      return Optional.of(move(record, namespace));
    }
    return HomeRecordLookup.of(api, record)
        .map(twin -> new Outcome.Saved(spec.resource().namespace() + ", its home"));
  }

  private Outcome move(DeletedResource record, String namespace) {
    String operatorNamespace = records.operatorNamespace();
    if (namespace.equals(operatorNamespace)) {
      return new Outcome.Delayed(
          "Namespace " + namespace + " is going away and the records have nowhere to go.");
    }
    // The watch keeps less than the whole record.
    DeletedResource whole = LiveRecord.same(api, record).orElse(record);
    return records
        .saveInPlace(RelocatedRecord.inPlaceOf(whole, operatorNamespace))
        .<Outcome>map(
            written -> {
              status.carryOver(record, written);
              return new Outcome.Saved(written.namespace() + "/" + written.name());
            })
        .orElseGet(
            () ->
                new Outcome.Delayed(
                    "Namespace "
                        + namespace
                        + " is going away, and its record in "
                        + operatorNamespace
                        + " has not gone yet. It is moved there after that."));
  }

  private static String crdName() {
    return ResourceType.DELETED_RESOURCES.groupResource();
  }

  /**
   * Whether the object is released, after a release if needed. A record may be purged before its
   * object was released, or while its object is held.
   */
  private boolean released(ResourceIdentity deleted) {
    Optional<LiveObject.Found> held =
        liveObject.find(deleted).filter(f -> f.object().deleting() && f.object().retained());
    if (held.isEmpty()) {
      return true;
    }
    return new Release(api).release(held.get().key(), held.get().object()).isEmpty();
  }
}
