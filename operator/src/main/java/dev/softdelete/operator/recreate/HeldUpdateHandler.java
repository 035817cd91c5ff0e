package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.restore.RestoreOnCreate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers an update of a held object, which {@code kubectl apply} still finds. */
public final class HeldUpdateHandler implements AdmissionHandler {
  private final DeletedNames names;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final RestoreOnCreate restores;

  public HeldUpdateHandler(
      DeletedNames names, Supplier<List<SoftDeletePolicy>> policies, RestoreOnCreate restores) {
    this.names = names;
    this.policies = policies;
    this.restores = restores;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return request
        .oldObject()
        .filter(before -> before.deleting() && before.retained())
        .flatMap(before -> record(request, before))
        .map(record -> answer(request, record))
        // The object is being archived at this moment, and the update is archived with it.
        .orElseGet(AdmissionResponse::allowed);
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
    KubeObject before = request.oldObject().orElseThrow();
    KubeObject after = request.object().orElseThrow();
    var byPolicy = PolicyAnswer.toPeople(record, policies.get());
    return switch (HeldUpdateDecision.decide(before, after, record, byPolicy)) {
      case HeldUpdateAnswer.Update u -> AdmissionResponse.allowed();
      case HeldUpdateAnswer.Refuse r -> CreateDenial.taken(record, RequesterKind.PERSON);
      case HeldUpdateAnswer.Undelete u -> undelete(request, record, u.thenApply());
    };
  }

  private AdmissionResponse undelete(
      AdmissionRequest request, DeletedResource record, boolean thenApply) {
    Optional<String> forbidden = restores.forbidden(request.requester(), record);
    if (forbidden.isPresent()) {
      return new AdmissionResponse.Denied(403, "Forbidden", forbidden.get());
    }
    if (!request.dryRun()) {
      restores.ask(record, request.requester());
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
