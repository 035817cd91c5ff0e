package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.ApplyOutcome;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.KindRules;
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
  private final WaitingSince binding;

  /** The result of an attempt to finish. */
  public sealed interface Step {
    record Finished(ApplyOutcome onTop) implements Step {}

    /** The volume controller is binding the volume of the claim. */
    record NotYet(String why) implements Step {}
  }

  /**
   * Creates an instance.
   *
   * @param binding since when restored claims wait until they are bound
   */
  public RestoreFinish(ApiServer api, PendingApplies applies, WaitingSince binding) {
    this.api = api;
    this.applies = applies;
    this.volumes = new RestoredVolumes(api);
    this.binding = binding;
  }

  /**
   * Finishes the restored object. Does nothing if an earlier attempt has finished it, because later
   * changes to the object are not part of the restore.
   *
   * @throws RestoreFailedException if the object cannot be finished now
   */
  public Step finish(
      RestoreRequest request, StoredObject stored, String path, RestoredObject restored) {
    DeletedResource record = request.record();
    Optional<ApplyOutcome> onTop = Optional.empty();
    boolean statusWritten = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> there =
          api.find(path).map(KubeObject::parse).filter(l -> l.uid().equals(restored.uid()));
      Optional<KubeObject> live = there.filter(l -> RestoreMark.marks(l, record, stored.secret()));
      if (live.isEmpty()) {
        if (there.flatMap(RestoreMark::on).isEmpty()) {
          applies.discardOf(record.getSpec().resource().uid());
        }
        return new Step.Finished(onTop.orElse(new ApplyOutcome.Nothing()));
      }
      switch (volumes.handOver(record.getSpec().resource(), stored, live.get())) {
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
          applies.find(mark.request()).map(p -> new ApplyOnTop(api, p, path));
      try {
        if (mark.applying()) {
          onTop = onTop.or(() -> pending.map(RestoreFinish::apply));
          handBack(request, stored.object(), path, pending, onTop);
        } else {
          KubeObject current = live.get();
          // Only once: a controller that responds with a status of its own would do so every time.
          if (!statusWritten && withStatus(record, stored.object())) {
            current = writeStatus(path, stored.object(), current);
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
        return new Step.Finished(onTop.orElse(new ApplyOutcome.Nothing()));
      } catch (ApiException e) {
        if (!e.conflict() && !e.notFound()) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(path + " changes faster than it can be finished");
  }

  private Step waiting(RestoredObject claim, String why) {
    binding.start(claim.uid());
    if (binding.within(claim.uid(), BOUND_WITHIN)) {
      return new Step.NotYet(why);
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
        FieldOwnership.merged(snapshot, current, withStatus(request.record(), snapshot));
    if (pending.isEmpty()) {
      patch(request, path, current, owners, null);
      return Optional.of(new ApplyOutcome.Nothing());
    }
    ApplyOnTop apply = pending.get();
    if (apply.overtaken(snapshot, live)) {
      patch(request, path, current, owners, null);
      return Optional.of(new ApplyOutcome.Overtaken(apply.manager()));
    }
    String applying = RestoreMark.on(live).orElseThrow().nowApplying().text();
    patch(request, path, current, apply.ownersBefore(snapshot, owners), applying);
    return Optional.empty();
  }

  private static ApplyOutcome apply(ApplyOnTop pending) {
    return pending
        .apply()
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
            .orElseGet(
                () ->
                    FieldOwnership.without(
                        PendingApply.STAND_IN,
                        FieldOwnership.merged(
                            snapshot, live, withStatus(request.record(), snapshot))));
    patch(request, path, live, owners, null);
  }

  private static boolean withStatus(DeletedResource record, KubeObject snapshot) {
    return Boolean.TRUE.equals(record.getSpec().terms().restoreStatus())
        && snapshot.json().has("status")
        && KindRules.keepsStatus(snapshot.apiVersion(), snapshot.kind());
  }

  private void patch(
      RestoreRequest request, String path, KubeObject seen, ArrayNode owners, String mark) {
    ObjectNode patch = Json.object();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", seen.resourceVersion());
    metadata.set("managedFields", owners);
    metadata.putObject("annotations").put(RestoreMark.ANNOTATION, mark);
    String finishing = path + "?fieldManager=" + FieldOwnership.FIELD_MANAGER;
    try {
      api.mergePatch(finishing, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      // RBAC lets no user write a role beyond the user's own rights. The requester could create it.
      patchAs(request, finishing, patch);
    }
  }

  private void patchAs(RestoreRequest request, String path, ObjectNode patch) {
    Requester requester =
        request
            .requester()
            .orElseThrow(
                () ->
                    markStays(
                        "takes the rights of whoever asked, and they are not known any more."
                            + " Take it off by hand."));
    try {
      api.mergePatchAs(requester, path, patch);
    } catch (ApiException e) {
      if (e.code() != 403) {
        throw e;
      }
      throw markStays(requester.username() + " may not take off: " + e.getMessage());
    }
  }

  private static RestoreFailedException markStays(String why) {
    return new RestoreFailedException(
        new RestoreFailure(
            Reason.Forbidden,
            "It is back, but bears the annotation " + RestoreMark.ANNOTATION + ", which " + why,
            true));
  }

  private KubeObject writeStatus(String path, KubeObject snapshot, KubeObject live) {
    ArrayNode patch = Json.object().arrayNode();
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .put("value", live.resourceVersion());
    patch
        .addObject()
        .put("op", "add")
        .put("path", "/status")
        .set("value", snapshot.json().path("status"));
    try {
      return api.jsonPatch(path + "/status?fieldManager=" + FieldOwnership.FIELD_MANAGER, patch);
    } catch (ApiException e) {
      if (e.notFound()) {
        return live;
      }
      throw e.code() == 422 ? new RestoreFailedException(statusRefused(e)) : e;
    }
  }

  private static RestoreFailure statusRefused(ApiException refusal) {
    return new RestoreFailure(
        Reason.Invalid,
        "It is back, but the cluster does not accept its status as it was: "
            + refusal.getMessage()
            + ". Adapt what refuses it, or take the annotation "
            + RestoreMark.ANNOTATION
            + " off the object to leave it without.",
        true);
  }
}
