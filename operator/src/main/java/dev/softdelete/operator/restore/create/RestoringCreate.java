package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.reserve.OwnReservationExemption;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import dev.softdelete.operator.restore.request.ReadRights;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Creates the restored object in the requester's name and with the requester's rights. */
public final class RestoringCreate {
  private static final Duration ADMITTED_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ApiServer api;
  private final RestoreManifests manifests;
  private final OwnReservationExemption reservation;
  private final WaitingSince admitting;
  private final RequesterCreate asRequester;
  private final TakenName taken;
  private final RestoreClaim claim;

  /** The result of an attempt to create the object. */
  public sealed interface Step {
    /** The object exists. This attempt or an interrupted one has created it. */
    record Created(KubeObject object) implements Step {}

    /**
     * A create of a user may still be stored, or the API server does not enforce the exemption from
     * the object's own reservation yet.
     */
    record NotYet(Duration lookAgain) implements Step {}
  }

  /**
   * Creates an instance.
   *
   * @param admitting since when restores wait until their own reservation gives way
   * @param claim makes sure that nobody else creates the object
   */
  public RestoringCreate(
      ApiServer api,
      RestoreManifests manifests,
      OwnReservationExemption reservation,
      WaitingSince admitting,
      RestoreClaim claim) {
    this.api = api;
    this.manifests = manifests;
    this.reservation = reservation;
    this.admitting = admitting;
    this.asRequester = new RequesterCreate(api);
    this.taken = new TakenName(new ReadRights(api));
    this.claim = claim;
  }

  /**
   * Creates the object, or returns the object that an interrupted attempt has created.
   *
   * @throws RestoreFailedException if the create is refused
   */
  public Step create(RestoreRequest request, StoredObject stored, ResourceType type) {
    ObjectNode manifest = ready(request, stored);
    return switch (claim.of(request, type, stored.secret())) {
      case RestoreClaim.Outcome.Begun b -> new Step.Created(b.object());
      case RestoreClaim.Outcome.NotYet n -> new Step.NotYet(n.lookAgain());
      case RestoreClaim.Outcome.Granted g -> createClaimed(request, stored, type, manifest);
    };
  }

  private ObjectNode ready(RestoreRequest request, StoredObject stored) {
    ObjectNode manifest = manifests.of(request.record(), stored, request.target(), "");
    var volumes = new RestoredVolumes(api);
    volumes.ready(request.record(), stored, manifest);
    volumes
        .objection(request.record(), manifest)
        .ifPresent(
            why -> {
              throw new RestoreFailedException(new RestoreFailure(Reason.NameConflict, why, true));
            });
    return manifest;
  }

  /**
   * Prepares a create whose name is still taken. Throws what the create would throw if its name
   * were free. A quota may be used up by what has the name, so it is no reason yet.
   *
   * @return what the create returns instead; empty if it would create the object
   */
  public Optional<Step> rehearse(RestoreRequest request, StoredObject stored, ResourceType type) {
    var _ = ready(request, stored);
    return switch (claim.of(request, type, stored.secret())) {
      case RestoreClaim.Outcome.Begun b -> Optional.of(new Step.Created(b.object()));
      case RestoreClaim.Outcome.NotYet n -> Optional.of(new Step.NotYet(n.lookAgain()));
      case RestoreClaim.Outcome.Granted g ->
          passesButForQuota(request, stored, type)
              ? Optional.empty()
              : Optional.of(new Step.NotYet(LOOK_AGAIN));
    };
  }

  private boolean passesButForQuota(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    try {
      return dryRun(request, stored, type);
    } catch (RestoreFailedException e) {
      if (e.failure().reason() == Reason.QuotaExceeded) {
        return true;
      }
      throw e;
    }
  }

  /** Returns the failure for a live object that has the name. */
  public RestoreFailure taken(RestoreRequest request, KubeObject live, ResourceType type) {
    return taken.failure(request, live, type);
  }

  private Step createClaimed(
      RestoreRequest request, StoredObject stored, ResourceType type, ObjectNode manifest) {
    RestoreTarget target = request.target();
    Optional<KubeObject> created;
    try {
      created = asRequester.create(request, manifest, type);
    } catch (RestoreFailedException e) {
      // The API server checks last whether the object exists: quotas, reservations and webhooks
      // refuse a create of an object that is there already.
      created = ours(request, stored, type);
      if (created.isEmpty()) {
        letReservationGiveWay(request, manifest, e);
        return new Step.NotYet(LOOK_AGAIN);
      }
    }
    return new Step.Created(
        created
            .or(() -> existing(request, stored, type))
            .orElseThrow(() -> new RestoreFailedException(TakenName.goneAgain(target))));
  }

  /** Withdraws the claim of a record that nobody wants to restore any more. */
  public RestoreClaim.Outcome withdraw(
      DeletedResource record, ResourceType type, Supplier<String> secret) {
    return claim.withdraw(record, type, secret);
  }

  /**
   * Tries the create of an object whose name is taken by a dry run. Throws what the create would
   * throw if its name were free.
   *
   * @return false if the API server does not enforce the exemption from the object's own
   *     reservation yet
   */
  public boolean dryRun(RestoreRequest request, StoredObject stored, ResourceType type) {
    ObjectNode manifest = manifests.forDryRun(request.record(), stored, request.target(), "");
    try {
      var _ = asRequester.dryRun(request, manifest, type);
      return true;
    } catch (RestoreFailedException e) {
      letReservationGiveWay(request, manifest, e);
      return false;
    }
  }

  /**
   * Returns the object that would be created. Writes nothing.
   *
   * @return empty if the object cannot be known, but nothing blocks its create
   */
  public Optional<KubeObject> preview(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    ObjectNode manifest = manifests.forDryRun(request.record(), stored, request.target(), "");
    if (ServiceAddresses.isService(manifest)) {
      // In a dry run the API server does not check the addresses.
      ServiceAddresses.giveUp(manifest, ServiceAddresses.InUse.now(api));
    }
    try {
      return asRequester.dryRun(request, manifest, type);
    } catch (RestoreFailedException e) {
      if (reserved(e) && reservation.refuses(request.record(), manifest)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Lets the record's own reservation give way, if it is what refused the create. It does so only
   * after it has refused a requester who may create the object there. Returns when the create is to
   * be sent again in a moment, and throws the refusal otherwise.
   */
  private void letReservationGiveWay(
      RestoreRequest request, ObjectNode manifest, RestoreFailedException refusal) {
    if (!reserved(refusal)) {
      throw refusal;
    }
    String uid = request.record().getSpec().resource().uid();
    if (reservation.admit(request.record(), manifest)) {
      admitting.start(uid);
    }
    if (!admitting.within(uid, ADMITTED_WITHIN)) {
      admitting.end(uid);
      throw refusal;
    }
  }

  private static boolean reserved(RestoreFailedException e) {
    return e.failure().reason() == Reason.NameConflict;
  }

  /**
   * Returns our object that an interrupted attempt has left. Throws if the existing object is not
   * ours.
   */
  private Optional<KubeObject> existing(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    RestoreTarget target = request.target();
    Optional<KubeObject> live = at(target, type);
    live.filter(there -> !RestoreMark.marks(there, request.record(), stored.secret()))
        .ifPresent(
            there -> {
              throw new RestoreFailedException(taken.failure(request, there, type));
            });
    return live;
  }

  /** Returns our object that an interrupted attempt has left, if there is one. */
  private Optional<KubeObject> ours(
      RestoreRequest request, StoredObject stored, ResourceType type) {
    return at(request.target(), type)
        .filter(there -> RestoreMark.marks(there, request.record(), stored.secret()));
  }

  private Optional<KubeObject> at(RestoreTarget target, ResourceType type) {
    return api.find(type.path(target.namespace(), target.name())).map(KubeObject::parse);
  }
}
