package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.restore.RestoreOnCreate;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers an update of a held object, which {@code kubectl apply} still finds. */
public final class HeldUpdateHandler implements AdmissionHandler {
  private final DeletedNames names;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final RestoreOnCreate restores;
  private final Function<AdmissionRequest, RequesterKind> kinds;
  private final UncheckedCreates unchecked;

  /**
   * Creates the handler.
   *
   * @param kinds decides what sends an update
   * @param unchecked receives the updates that are let through after a fault
   */
  public HeldUpdateHandler(
      DeletedNames names,
      Supplier<List<SoftDeletePolicy>> policies,
      RestoreOnCreate restores,
      Function<AdmissionRequest, RequesterKind> kinds,
      UncheckedCreates unchecked) {
    this.names = names;
    this.policies = policies;
    this.restores = restores;
    this.kinds = kinds;
    this.unchecked = unchecked;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return held(request)
        .map(record -> answer(request, record))
        // The object is being archived at this moment, and the update is archived with it.
        .orElseGet(AdmissionResponse::allowed);
  }

  /** Decides from what is in memory, and undeletes nothing. */
  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return held(request)
        .map(record -> afterFault(request, record, fault))
        .orElseGet(fault::letThrough);
  }

  private AdmissionResponse afterFault(
      AdmissionRequest request, DeletedResource record, Fault fault) {
    RequesterKind kind = kinds.apply(request);
    HeldUpdateAnswer decided = ifChanged(request, record, kind);
    AdmissionResponse response = HeldUpdateAfterFault.of(decided, record, kind, fault);
    if (decided instanceof HeldUpdateAnswer.Undelete
        && !(response instanceof AdmissionResponse.Denied)) {
      unchecked.note(request, record, fault);
    }
    return response;
  }

  private HeldUpdateAnswer decide(
      AdmissionRequest request, DeletedResource record, RequesterKind kind) {
    return HeldUpdateDecision.decide(
        request.oldObject().orElseThrow(),
        meant(request, kind),
        record,
        byPolicy(request, record, kind),
        kind);
  }

  /** Decides as if the desired state had changed: it may not be known, or too deep to compare. */
  private HeldUpdateAnswer ifChanged(
      AdmissionRequest request, DeletedResource record, RequesterKind kind) {
    return HeldUpdateDecision.decide(
        true, meant(request, kind), record, byPolicy(request, record, kind), kind);
  }

  /** Returns the object without what a controller has copied from another one. */
  private static KubeObject meant(AdmissionRequest request, RequesterKind kind) {
    KubeObject sent = request.object().orElseThrow();
    return kind == RequesterKind.CONTROLLER ? CopiedAnnotations.without(sent) : sent;
  }

  private OnRecreate byPolicy(
      AdmissionRequest request, DeletedResource record, RequesterKind kind) {
    return PolicyAnswer.of(record, policies.get(), kind, request.requester());
  }

  /** Returns the record of the object, if an update of a held object is asked for. */
  private Optional<DeletedResource> held(AdmissionRequest request) {
    return request
        .oldObject()
        .filter(before -> before.deleting() && before.retained())
        .filter(before -> request.object().isPresent())
        .flatMap(before -> record(request, before));
  }

  private Optional<DeletedResource> record(AdmissionRequest request, KubeObject before) {
    return names
        .of(request.group(), request.resource(), request.namespace(), before.name())
        .stream()
        .filter(r -> r.getSpec().resource().uid().equals(before.uid()))
        .filter(r -> r.getSpec().mode() == Mode.Hold)
        .filter(r -> r.getMetadata().getDeletionTimestamp() == null)
        .findFirst();
  }

  private AdmissionResponse answer(AdmissionRequest request, DeletedResource record) {
    RequesterKind kind = kinds.apply(request);
    return switch (decide(request, record, kind)) {
      case HeldUpdateAnswer.Update u -> AdmissionResponse.allowed();
      case HeldUpdateAnswer.Refuse r -> CreateDenial.taken(record, kind);
      case HeldUpdateAnswer.Undelete u -> undelete(request, record, u.thenApply());
    };
  }

  private AdmissionResponse undelete(
      AdmissionRequest request, DeletedResource record, boolean thenApply) {
    try {
      Optional<String> forbidden = restores.forbidden(request.requester(), record);
      if (forbidden.isPresent()) {
        return new AdmissionResponse.Denied(403, "Forbidden", forbidden.get());
      }
      if (!request.dryRun()) {
        restores.ask(record, request.requester());
      }
    } catch (ApiException | UncheckedIOException e) {
      return CreateDenial.notNow(record, e);
    }
    return RestoreNote.on(undeleted(request, record, thenApply), request, record);
  }

  private static AdmissionResponse undeleted(
      AdmissionRequest request, DeletedResource record, boolean thenApply) {
    String restored = "is restored from deletedresource " + record.getMetadata().getName();
    if (thenApply) {
      return new AdmissionResponse.Allowed(List.of(restored + ", with what this manifest changes"));
    }
    return new AdmissionResponse.Patched(
        ObjectReplacement.patch(
            request.object().orElseThrow().json(), request.oldObject().orElseThrow().json()),
        List.of(
            restored
                + "; everything else in this manifest was ignored, as "
                + SoftDelete.RESTORE_ANNOTATION
                + " asks"));
  }
}
