package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.reserve.OwnReservationExemption;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates the restored object in the requester's name and with the requester's rights. */
public final class RestoringCreate {
  private static final Duration ADMITTED_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String DRY_RUN = "&dryRun=All";

  private final ApiServer api;
  private final RestoreManifests manifests;
  private final OwnReservationExemption reservation;

  public RestoringCreate(
      ApiServer api, RestoreManifests manifests, OwnReservationExemption reservation) {
    this.api = api;
    this.manifests = manifests;
    this.reservation = reservation;
  }

  /** Creates the object, or returns the object that an interrupted attempt has created. */
  public KubeObject create(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    new RestoredVolumes(api).ready(record.getSpec().resource(), stored, manifest);
    Supplier<Optional<KubeObject>> existing = () -> existing(record, stored, type, target);
    return admitted(record, manifest, target, collection(type, target), existing)
        .or(existing)
        .orElseThrow(() -> new RestoreFailedException(goneAgain(target)));
  }

  /**
   * Rehearses the create of a held object. Throws what the create would throw if its name were
   * free.
   */
  public void rehearse(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    var _ = admitted(record, manifest, target, collection(type, target) + DRY_RUN, Optional::empty);
  }

  /**
   * Returns the object that would be created. Writes nothing.
   *
   * @return empty if the object cannot be known, but nothing blocks its create
   */
  public Optional<KubeObject> preview(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    if (ServiceAddresses.isService(manifest)) {
      // In a dry run the API server does not check the addresses.
      ServiceAddresses.giveUp(manifest, ServiceAddresses.InUse.now(api));
    }
    try {
      return send(manifest, requester(record), target, collection(type, target) + DRY_RUN);
    } catch (RestoreFailedException e) {
      if (reserved(e) && reservation.refuses(record, manifest)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String collection(ResourceType type, RestoreTarget target) {
    return type.path(target.namespace()) + "?fieldManager=" + FieldOwnership.FIELD_MANAGER;
  }

  private static Requester requester(DeletedResource record) {
    Requester requester = record.getSpec().restoreRequestedBy();
    if (requester == null || requester.username() == null) {
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.Forbidden,
              "The API server did not stamp who asked. Install the chart's admission policies.",
              false));
    }
    return requester;
  }

  /**
   * Creates the object. The record's own reservation gives way only after it has refused a
   * requester who may create the object there.
   *
   * @param existing returns an object that counts as created; the reservation refuses a create
   *     without checking whether the object exists
   */
  private Optional<KubeObject> admitted(
      DeletedResource record,
      ObjectNode manifest,
      RestoreTarget target,
      String collection,
      Supplier<Optional<KubeObject>> existing) {
    Requester requester = requester(record);
    try {
      return send(manifest, requester, target, collection);
    } catch (RestoreFailedException e) {
      if (!reserved(e)) {
        throw e;
      }
      Optional<KubeObject> there = existing.get();
      if (there.isPresent()) {
        return there;
      }
      if (!reservation.admit(record, manifest)) {
        throw e;
      }
    }
    return onceAdmitted(() -> send(manifest, requester, target, collection));
  }

  private static Optional<KubeObject> onceAdmitted(Supplier<Optional<KubeObject>> send) {
    long deadline = System.nanoTime() + ADMITTED_WITHIN.toNanos();
    while (true) {
      try {
        return send.get();
      } catch (RestoreFailedException e) {
        if (!reserved(e) || System.nanoTime() > deadline) {
          throw e;
        }
      }
      pause();
    }
  }

  private static boolean reserved(RestoreFailedException e) {
    return e.failure().reason() == Reason.NameConflict;
  }

  /** Sends the create. Returns empty if the name is taken, which the API server checks last. */
  private Optional<KubeObject> send(
      ObjectNode manifest, Requester requester, RestoreTarget target, String collection) {
    ObjectNode next = manifest;
    while (true) {
      try {
        return Optional.of(api.createAs(requester, collection, next));
      } catch (ApiException e) {
        if (e.alreadyExists()) {
          return Optional.empty();
        }
        next = ServiceAddresses.without(next, e).orElseThrow(() -> refused(e, target, requester));
      }
    }
  }

  /**
   * Translates a refusal into an exception. A refusal that is not about the object itself is
   * returned as it is, so that the same create is tried again.
   */
  private static RuntimeException refused(
      ApiException refusal, RestoreTarget target, Requester requester) {
    boolean busy = refusal.mayPass() || (refusal.conflict() && !refusal.byWebhook());
    return busy
        ? refusal
        : new RestoreFailedException(CreateRefusal.of(refusal, target, requester.username()));
  }

  /**
   * Returns our object that an interrupted attempt has left. Throws if the existing object is not
   * ours.
   */
  private Optional<KubeObject> existing(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    Optional<KubeObject> live =
        api.find(type.path(target.namespace(), target.name())).map(KubeObject::parse);
    live.filter(there -> !RestoreMark.marks(there, record, stored.secret()))
        .ifPresent(
            there -> {
              throw new RestoreFailedException(taken(there, target));
            });
    return live;
  }

  private static RestoreFailure goneAgain(RestoreTarget target) {
    return new RestoreFailure(
        Reason.NameConflict,
        target + " existed a moment ago. The restore goes on by itself.",
        true);
  }

  public static RestoreFailure taken(KubeObject live, RestoreTarget target) {
    return live.deleting()
        ? stillTerminating(live, target.toString())
        : new RestoreFailure(
            Reason.NameConflict,
            target
                + " exists. Delete or rename it, or restore under another name with"
                + " softdelete.dev/restore-as.",
            true);
  }

  public static RestoreFailure stillTerminating(KubeObject live, String what) {
    return new RestoreFailure(
        Reason.StillTerminating,
        what
            + " is still being deleted: it waits for "
            + (live.finalizers().isEmpty()
                ? "its grace period or its node"
                : "the finalizers " + live.finalizers())
            + ". The restore goes on when it is gone.",
        true);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
