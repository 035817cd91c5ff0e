package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Optional;

/** Sends the create of a restore in the requester's name and with the requester's rights. */
final class RequesterCreate {
  private final ApiServer api;

  RequesterCreate(ApiServer api) {
    this.api = api;
  }

  /** Creates the object. Returns empty if the name is taken, which the API server checks last. */
  Optional<KubeObject> create(RestoreRequest request, ObjectNode manifest, ResourceType type) {
    return send(request, manifest, type, "");
  }

  /** Returns the object that the create would make, or throws what it would throw. */
  Optional<KubeObject> dryRun(RestoreRequest request, ObjectNode manifest, ResourceType type) {
    return send(request, manifest, type, "&dryRun=All");
  }

  private Optional<KubeObject> send(
      RestoreRequest request, ObjectNode manifest, ResourceType type, String more) {
    RestoreTarget target = request.target();
    Requester requester = requester(request);
    String collection =
        type.path(target.namespace()) + "?fieldManager=" + FieldOwnership.FIELD_MANAGER + more;
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

  private static Requester requester(RestoreRequest request) {
    return request
        .requester()
        .filter(by -> by.username() != null)
        .map(by -> RestoringRequester.of(by, request.record().getMetadata().getName()))
        .orElseThrow(
            () ->
                new RestoreFailedException(
                    new RestoreFailure(
                        Reason.Forbidden,
                        "The API server did not stamp who asked. Install the chart's admission"
                            + " policies.",
                        false)));
  }
}
