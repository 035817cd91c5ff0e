package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.reserve.OwnReservation;
import dev.softdelete.operator.restore.RestoreFailure.Reason;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates what comes back, in the requester's name and with their rights. */
public final class RestoringCreate {
  private static final Duration ADMITTED_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String DRY_RUN = "&dryRun=All";

  private final ApiServer api;
  private final RestoreManifests manifests;
  private final OwnReservation reservation;

  public RestoringCreate(ApiServer api, RestoreManifests manifests, OwnReservation reservation) {
    this.api = api;
    this.manifests = manifests;
    this.reservation = reservation;
  }

  /** It, or what an attempt that was cut off has created. */
  KubeObject create(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    new RestoredVolumes(api).ready(record.getSpec().resource(), stored, manifest);
    Supplier<Optional<KubeObject>> existing = () -> existing(record, stored, type, target);
    return admitted(record, manifest, target, collection(type, target), existing)
        .or(existing)
        .orElseThrow(() -> new RestoreFailedException(goneAgain(target)));
  }

  /** Throws what the create of something held would, were its name free. */
  void rehearse(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    var _ = admitted(record, manifest, target, collection(type, target) + DRY_RUN, Optional::empty);
  }

  /**
   * What would be created; nothing is written.
   *
   * @return empty where it cannot be known, but nothing is in its way
   */
  Optional<KubeObject> preview(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    ObjectNode manifest = manifests.of(record, stored, target, "");
    if (ServiceAddresses.isService(manifest)) {
      // In a dry run the API server does not look.
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
    return type.path(target.namespace()) + "?fieldManager=" + RestoreFinish.FIELD_MANAGER;
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
   * Its own reservation gives way once it refuses somebody who might create it there.
   *
   * @param existing what counts as created; who refuses has not looked
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

  /** Empty when the name is taken, which is looked at last. */
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

  /** What is no answer to the object itself is tried again as it is. */
  private static RuntimeException refused(
      ApiException refusal, RestoreTarget target, Requester requester) {
    boolean busy = refusal.mayPass() || (refusal.conflict() && !refusal.byWebhook());
    return busy
        ? refusal
        : new RestoreFailedException(CreateRefusal.of(refusal, target, requester.username()));
  }

  /** Ours, left by an attempt that was cut off; throws when it is somebody else's. */
  private Optional<KubeObject> existing(
      DeletedResource record, StoredObject stored, ResourceType type, RestoreTarget target) {
    Optional<KubeObject> live =
        api.find(type.path(target.namespace(), target.name())).map(KubeObject::parse);
    live.filter(there -> !RestoreFinish.marked(there, record, stored))
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

  static RestoreFailure taken(KubeObject live, RestoreTarget target) {
    return live.deleting()
        ? stillTerminating(live, target.toString())
        : new RestoreFailure(
            Reason.NameConflict,
            target
                + " exists. Delete or rename it, or restore under another name with"
                + " softdelete.dev/restore-as.",
            true);
  }

  static RestoreFailure stillTerminating(KubeObject live, String what) {
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
