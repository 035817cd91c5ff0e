package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.ApplyOutcome;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.volume.RestoredVolumes;
import java.time.Duration;
import java.util.Optional;

/**
 * Finishes a created object: restores its volume, its status if the terms ask for it, and its field
 * ownership. Then applies the pending manifest on top, and removes our restore mark.
 */
public final class RestoreFinish {
  private static final int ATTEMPTS = 10;

  /** The time to wait for a binding. The volume controller usually takes a few milliseconds. */
  private static final Duration BOUND_WITHIN = Duration.ofSeconds(2);

  private final ApiServer api;
  private final PendingApplies applies;
  private final RestoredVolumes volumes;
  private final RestoredStatus status;
  private final FinishingPatch patch;
  private final WaitingSince binding;
  private final Logins logins;

  /** The result of an attempt to finish. */
  public sealed interface Step {
    /**
     * The object is finished.
     *
     * @param withoutStatus why the status is not restored, although the terms ask for it
     */
    record Finished(ApplyOutcome onTop, Optional<String> withoutStatus) implements Step {}

    /** The volume controller is binding the volume of the claim. */
    record NotYet() implements Step {}
  }

  /**
   * Creates an instance.
   *
   * @param binding since when restored claims wait until they are bound
   */
  public RestoreFinish(ApiServer api, PendingApplies applies, WaitingSince binding, Logins logins) {
    this.api = api;
    this.applies = applies;
    this.volumes = new RestoredVolumes(api);
    this.status = new RestoredStatus(api);
    this.patch = new FinishingPatch(api);
    this.binding = binding;
    this.logins = logins;
  }

  /**
   * Finishes the restored object. Does nothing if an earlier attempt has finished it, because later
   * changes to the object are not part of the restore.
   *
   * @throws RestoreFailedException if the object cannot be finished now
   */
  public Step finish(
      RestoreRequest asked, StoredObject stored, String path, RestoredObject restored) {
    RestoreRequest request = logins.trusted(asked);
    DeletedResource record = request.record();
    Optional<ApplyOutcome> onTop = Optional.empty();
    Optional<String> withoutStatus = Optional.empty();
    boolean statusWritten = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> there =
          api.find(path).map(KubeObject::parse).filter(l -> l.uid().equals(restored.uid()));
      Optional<KubeObject> live = there.filter(l -> RestoreMark.marks(l, record, stored.secret()));
      if (live.isEmpty()) {
        if (there.flatMap(RestoreMark::on).isEmpty()) {
          applies.discardOf(record.getSpec().resource().uid());
        }
        return new Step.Finished(onTop.orElse(new ApplyOutcome.Nothing()), withoutStatus);
      }
      switch (handOver(record, stored, live.get())) {
        case RestoredVolumes.HandOver.Settled s -> {}
        case RestoredVolumes.HandOver.Done d -> {
          // The claim may have changed since it was read.
          continue;
        }
        case RestoredVolumes.HandOver.Binding b -> {
          return waiting(restored, b.why());
        }
        case RestoredVolumes.HandOver.Pending p -> throw pending(p.why());
      }
      RestoreMark mark = RestoreMark.on(live.get()).orElseThrow();
      Optional<ApplyOnTop> pending =
          applies
              .find(mark.request())
              .map(p -> request.byNameAlone() ? p.byNameAlone() : p)
              .map(p -> new ApplyOnTop(api, p, path, () -> applies.failed(mark.request())));
      try {
        if (mark.applying()) {
          ArrayNode owners = ownersWithout(request, stored.object(), live.get());
          onTop = onTop.or(() -> pending.map(p -> apply(p, live.get(), owners)));
          handBack(request, stored.object(), path, pending, onTop);
        } else {
          KubeObject current = live.get();
          // Only once: a controller that responds with a status of its own would do so every time.
          if (!statusWritten) {
            switch (status.write(request, path, stored.object(), current)) {
              case RestoredStatus.Outcome.Written w -> current = w.object();
              case RestoredStatus.Outcome.Without o -> withoutStatus = Optional.of(o.why());
            }
            statusWritten = true;
          }
          Optional<ApplyOutcome> settled =
              giveBack(request, stored.object(), path, live.get(), current, pending);
          if (settled.isEmpty()) {
            continue;
          }
          onTop = settled;
        }
        applies.discard(mark.request());
        return new Step.Finished(onTop.orElse(new ApplyOutcome.Nothing()), withoutStatus);
      } catch (ApiException e) {
        if (!e.conflict() && !e.notFound()) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(path + " changes faster than it can be finished");
  }

  /**
   * Gives the volume to the claim of the restore that is under way. The volume of a restored record
   * belongs to the claim that the record names, or went with that claim.
   */
  private RestoredVolumes.HandOver handOver(
      DeletedResource record, StoredObject stored, KubeObject live) {
    return RecordStep.state(record) == State.RESTORED
        ? new RestoredVolumes.HandOver.Settled()
        : volumes.handOver(record.getSpec().resource(), stored, live);
  }

  /** Discards the manifest of the last create that was answered with the object of the record. */
  public void forgetCreate(DeletedResource record) {
    Optional.ofNullable(record.getSpec().answeredCreate())
        .ifPresent(answered -> applies.discard(answered.request()));
  }

  private Step waiting(RestoredObject claim, String why) {
    binding.start(claim.uid());
    if (binding.within(claim.uid(), BOUND_WITHIN)) {
      return new Step.NotYet();
    }
    throw pending(why);
  }

  private static RestoreFailedException pending(String why) {
    return new RestoreFailedException(
        new RestoreFailure(Reason.VolumePending, why + " The restore goes on by itself.", true));
  }

  /**
   * Restores the field ownership. Returns empty if a manifest must now be applied on top.
   *
   * @param live the object before its status was written
   */
  private Optional<ApplyOutcome> giveBack(
      RestoreRequest request,
      KubeObject snapshot,
      String path,
      KubeObject live,
      KubeObject current,
      Optional<ApplyOnTop> pending) {
    ArrayNode owners =
        FieldOwnership.merged(snapshot, current, RestoredStatus.isBack(request, snapshot, current));
    if (pending.isEmpty()) {
      patch.send(request, snapshot, path, current, owners, null);
      return Optional.of(new ApplyOutcome.Nothing());
    }
    ApplyOnTop apply = pending.get();
    if (apply.overtaken(snapshot, live)) {
      patch.send(request, snapshot, path, current, owners, null);
      return Optional.of(new ApplyOutcome.Overtaken(apply.manager()));
    }
    String applying = RestoreMark.on(live).orElseThrow().nowApplying().text();
    patch.send(request, snapshot, path, current, apply.ownersBefore(snapshot, owners), applying);
    return Optional.empty();
  }

  private static ApplyOutcome apply(ApplyOnTop pending, KubeObject live, ArrayNode owners) {
    return pending
        .apply(live, owners)
        .<ApplyOutcome>map(ApplyOutcome.Refused::new)
        .orElseGet(() -> new ApplyOutcome.Applied(pending.manager()));
  }

  /** Gives the fields of the manifest to their manager, whatever manager they were merged under. */
  private void handBack(
      RestoreRequest request,
      KubeObject snapshot,
      String path,
      Optional<ApplyOnTop> pending,
      Optional<ApplyOutcome> onTop) {
    KubeObject live = KubeObject.parse(api.get(path));
    boolean applied = onTop.filter(o -> o instanceof ApplyOutcome.Applied).isPresent();
    ArrayNode owners =
        pending
            .filter(p -> applied)
            .map(p -> p.ownersAfter(live))
            .orElseGet(() -> ownersWithout(request, snapshot, live));
    patch.send(request, snapshot, path, live, owners, null);
  }

  /**
   * Returns the field ownership without the manifest. Where an earlier attempt has applied the
   * manifest and nobody stands in any more, this is the field ownership that the apply left.
   */
  private static ArrayNode ownersWithout(
      RestoreRequest request, KubeObject snapshot, KubeObject live) {
    return ApplyOnTop.standsIn(live)
        ? FieldOwnership.without(
            PendingApply.STAND_IN,
            FieldOwnership.merged(snapshot, live, RestoredStatus.isBack(request, snapshot, live)))
        : live.metadata().withArray("managedFields");
  }
}
