package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.capture.RecordWriter;
import dev.softdelete.operator.capture.Release;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.Leftovers;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.MovedRecord;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.Twin;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.snapshot.RecordAmendment;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.volume.PurgedVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One path for every end of a record; the record's own finalizer is the last thing to go. */
public final class Purge {
  /** What came of it. */
  public sealed interface Outcome {
    /** Nothing is left but the record's finalizer. */
    record Purged() implements Outcome {}

    /** No purge: its namespace or the CRD is going away, and the record was saved from it. */
    record Saved(String where) implements Outcome {}

    record Delayed(String why) implements Outcome {}

    /**
     * It is one of many.
     *
     * @param lookAgain when
     */
    record Waits(Duration lookAgain) implements Outcome {}
  }

  /** Passed before anything is done that cannot be undone. */
  public interface Gate {
    /** What comes of the purge instead, if so. */
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
  private final Leftovers leftovers;

  /**
   * Ends records when told to.
   *
   * @param ignored whether a policy wants no soft delete of whoever deleted the object
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
    this.leftovers = new Leftovers(api, snapshots, records.operatorNamespace());
  }

  /**
   * Ends the record, or saves it where its end is not a purge.
   *
   * @param record one that was deleted, by whomever
   */
  public Outcome purge(DeletedResource record, Gate gate) {
    DeletedResourceSpec spec = record.getSpec();
    Optional<Outcome> saved = saved(record);
    if (saved.isPresent()) {
      return saved.get();
    }
    boolean cameBack = RecordStep.restoredAs(record).isPresent();
    if (Boolean.TRUE.equals(spec.legalHold()) && !cameBack) {
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
    leftovers.discard(spec.resource());
    snapshots.delete(spec.resource().uid(), spec.snapshot());
    return new Outcome.Purged();
  }

  /** A delete that is final reserves nothing; what is kept until its time was none. */
  private void endReservation(DeletedResource record) {
    if (ignored.test(record) && AskedPurge.at(record).isPresent()) {
      reservations.lift(record);
    } else {
      reservations.startClock(record);
    }
  }

  /**
   * Saves it where its end is not a purge: its namespace or the CRD goes away, or it is at home.
   */
  public Optional<Outcome> saved(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    if (RecordStep.restoredAs(record).isPresent()) {
      return Optional.empty();
    }
    String namespace = record.getMetadata().getNamespace();
    if (terminating.is(ResourceType.CUSTOM_RESOURCE_DEFINITIONS, crdName())) {
      var namespaceUid = Optional.ofNullable(spec.resource().namespaceUid());
      snapshots.amend(
          spec.resource().uid(), spec.snapshot(), RecordAmendment.of(spec, namespaceUid));
      return Optional.of(new Outcome.Saved("its snapshot, from which it is rebuilt"));
    }
    if (terminating.is(ResourceType.NAMESPACES, namespace)) {
      return Optional.of(move(record, namespace));
    }
    return Twin.of(api, record)
        .map(twin -> new Outcome.Saved(spec.resource().namespace() + ", its home"));
  }

  private Outcome move(DeletedResource record, String namespace) {
    String operatorNamespace = records.operatorNamespace();
    if (namespace.equals(operatorNamespace)) {
      return new Outcome.Delayed(
          "Namespace " + namespace + " is going away and the records have nowhere to go.");
    }
    return records
        .saveInPlace(MovedRecord.inPlaceOf(record, operatorNamespace))
        .<Outcome>map(written -> new Outcome.Saved(written.namespace() + "/" + written.name()))
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

  /** A record may be purged before its object was let go, or while it is held. */
  private boolean released(ResourceIdentity deleted) {
    Optional<LiveObject.Found> held =
        liveObject.find(deleted).filter(f -> f.object().deleting() && f.object().retained());
    if (held.isEmpty()) {
      return true;
    }
    return new Release(api).release(held.get().key(), held.get().object()).isEmpty();
  }
}
