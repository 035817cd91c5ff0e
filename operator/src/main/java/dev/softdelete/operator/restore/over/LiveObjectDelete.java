package dev.softdelete.operator.restore.over;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ReplacedObject;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureOutcome;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.List;
import java.util.Optional;

/**
 * Soft-deletes a live object in the requester's name and with the requester's rights. Before the
 * delete, the record of the restore names the object: an operator that dies afterwards leaves to
 * the next one who has deleted it. The object is captured at once, so that the name is free for as
 * short a time as possible before the restore takes it.
 */
public final class LiveObjectDelete {
  private final ApiServer api;
  private final Discovery discovery;
  private final Capture capture;
  private final DeleteRequests requests;

  /** The result of one step. */
  sealed interface Step {
    /** The object was captured, and our finalizer is off. */
    record Captured(DeletedResource record) implements Step {}

    /** Look again in a moment: something has changed, or another component must act first. */
    record NotYet() implements Step {}
  }

  public LiveObjectDelete(
      ApiServer api, Discovery discovery, Capture capture, DeleteRequests requests) {
    this.api = api;
    this.discovery = discovery;
    this.capture = capture;
    this.requests = requests;
  }

  /**
   * Deletes the object in exactly the version that was looked at, and captures it.
   *
   * @param live the object, without its payload
   * @param times how many objects were deleted for the request, with this one
   * @throws RestoreFailedException if the delete is refused, or the object cannot be captured now
   */
  Step delete(RestoreRequest request, ObjectKey key, KubeObject live, int times) {
    Optional<DeletedResource> noted = noted(request.record(), live.uid(), times);
    if (noted.isEmpty()) {
      return new Step.NotYet();
    }
    announce(request, key, live.uid(), owners(live));
    try {
      api.deleteAs(by(request), key.path(), options(live));
    } catch (ApiException e) {
      return notDeleted(e, request, noted.get());
    }
    return captured(key, noted.get());
  }

  /**
   * Returns why the API server would refuse the delete, if so. Deletes nothing.
   *
   * @param live the object, without its payload
   */
  Optional<RestoreFailure> objection(RestoreRequest request, ObjectKey key, KubeObject live) {
    ObjectNode options = options(live);
    options.putArray("dryRun").add("All");
    try {
      api.deleteAs(by(request), key.path(), options);
      return Optional.empty();
    } catch (ApiException e) {
      if (e.mayPass()) {
        throw e;
      }
      return passes(e) ? Optional.empty() : Optional.of(refused(e, request));
    }
  }

  /** Captures an object that is being deleted already, so that its name becomes free. */
  Step captured(ObjectKey key, DeletedResource record) {
    ObjectKey preferred = new ObjectKey(preferred(key.type()), key.namespace(), key.name());
    return switch (capture(preferred)) {
      case CaptureOutcome.Captured c -> new Step.Captured(record);
      // Nothing is held under a name that is wanted.
      case CaptureOutcome.Held h -> archived(preferred, record);
      case CaptureOutcome.Stuck s -> throw notCaptured(s.message());
      default -> new Step.NotYet();
    };
  }

  /**
   * Returns the type in the version in which objects of the kind are captured, which may be newer
   * than that of the deleted object.
   */
  private ResourceType preferred(ResourceType type) {
    return discovery.versions(type.group(), type.plural()).stream()
        .findFirst()
        .filter(version -> !version.equals(type.version()))
        .map(v -> ResourceType.of(type.group(), v, type.plural(), type.kind(), type.namespaced()))
        .orElse(type);
  }

  private Step archived(ObjectKey key, DeletedResource record) {
    return switch (capture.archive(key, Mode.Archive)) {
      case CaptureOutcome.Captured c -> new Step.Captured(record);
      case CaptureOutcome.Stuck s -> throw notCaptured(s.message());
      default -> new Step.NotYet();
    };
  }

  private CaptureOutcome capture(ObjectKey key) {
    try {
      return capture.capture(key);
    } catch (ApiException e) {
      if (e.mayPass() || (e.conflict() && !e.byWebhook())) {
        throw e;
      }
      throw notCaptured("It is deleted and held, but cannot be saved: " + e.getMessage());
    }
  }

  private static RestoreFailedException notCaptured(String why) {
    return new RestoreFailedException(
        new RestoreFailure(
            Reason.StillTerminating,
            "What lives under the name is deleted, and not recorded yet. "
                + why
                + " The restore goes on by itself.",
            true));
  }

  /**
   * Remembers who deletes the object. The webhook hears it too, but may not be there to hear it:
   * this operator may have been started since.
   *
   * @param owners the uids of the owners of the object
   */
  void announce(RestoreRequest request, ObjectKey key, String uid, List<String> owners) {
    var type = key.type();
    String namespace = key.namespace().orElse(null);
    requests.heardOfRestore(
        new ResourceIdentity(
            type.apiVersion(), type.kind(), type.plural(), namespace, null, key.name(), uid, null),
        request.requester().orElseThrow(),
        owners);
  }

  /** Whether this process does not know who has deleted the object with this uid. */
  boolean unheard(String uid) {
    return requests.of(uid).isEmpty();
  }

  private static List<String> owners(KubeObject live) {
    return live.owners().stream().map(OwnerReference::uid).limit(16).toList();
  }

  private static Requester by(RestoreRequest request) {
    return RestoringRequester.of(
        request.requester().orElseThrow(), request.record().getMetadata().getName());
  }

  private static ObjectNode options(KubeObject live) {
    ObjectNode options = Json.object().put("propagationPolicy", "Background");
    options
        .putObject("preconditions")
        .put("uid", live.uid())
        .put("resourceVersion", live.resourceVersion());
    return options;
  }

  private Step notDeleted(ApiException refusal, RestoreRequest request, DeletedResource record) {
    if (passes(refusal)) {
      return new Step.NotYet();
    }
    if (refusal.mayPass()) {
      throw refusal;
    }
    // Whoever deletes it later is somebody else.
    write(record, null);
    throw new RestoreFailedException(refused(refusal, request));
  }

  /** Whether the object is gone, or is no longer what was looked at. */
  private static boolean passes(ApiException refusal) {
    return refusal.notFound() || (refusal.conflict() && !refusal.byWebhook());
  }

  private static RestoreFailure refused(ApiException refusal, RestoreRequest request) {
    String text =
        "%s lives, and is not deleted for %s. Nothing was changed. The API server said: "
            .formatted(request.target(), request.requesterName());
    return new RestoreFailure(Reason.Invalid, text + refusal.getMessage(), false)
        .withWhole(text + refusal.whole());
  }

  /** Writes into the record what is deleted. Returns empty if the record has changed. */
  private Optional<DeletedResource> noted(DeletedResource record, String uid, int times) {
    var next = new ReplacedObject(record.getSpec().restoreRequestId(), uid, times);
    return next.equals(record.getSpec().restoreOver()) ? Optional.of(record) : write(record, next);
  }

  private Optional<DeletedResource> write(DeletedResource record, ReplacedObject next) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    ObjectNode spec = patch.putObject("spec");
    if (next == null) {
      spec.putNull("restoreOver");
    } else {
      spec.set("restoreOver", Json.tree(next));
    }
    try {
      return Optional.of(
          Json.as(DeletedResource.class, api.mergePatch(LiveRecord.path(record), patch).json()));
    } catch (ApiException e) {
      if (e.notFound() || (e.conflict() && !e.byWebhook())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
