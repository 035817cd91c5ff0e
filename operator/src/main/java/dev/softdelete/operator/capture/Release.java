package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.protect.RetainFinalizer;
import java.util.Optional;

/**
 * Removes our finalizer from one version of a deleted object. This is the last step of a capture,
 * after which the object is gone.
 */
public final class Release {
  private static final String PUT_BACK = "something puts it back whenever the object is updated";

  private final ApiServer api;

  public Release(ApiServer api) {
    this.api = api;
  }

  /**
   * Releases the object. The call can be repeated, because a released object is gone or has another
   * version.
   *
   * @return empty if the object is released or gone; otherwise why not: it changed since it was
   *     read, or a schema or a webhook refused the update
   * @throws ApiException if the API server cannot say for now whether it would accept the release
   */
  public Optional<CaptureOutcome> release(ObjectKey key, KubeObject object) {
    ObjectNode patch = RetainFinalizer.takenOff(object);
    try {
      return check(api.mergePatch(key.path(), patch), stuck(key, PUT_BACK, false));
    } catch (ApiException e) {
      if (e.objectNotFound()) {
        return Optional.empty();
      }
      return unlessRefused(e)
          .or(() -> throughStatus(key, patch, stuck(key, e.about(object.json()), e.mayPass())));
    }
  }

  /**
   * Tries the release through the status subresource, because a status update is not validated like
   * an update of the whole object.
   */
  private Optional<CaptureOutcome> throughStatus(
      ObjectKey key, ObjectNode patch, CaptureOutcome stuck) {
    if (!key.type().subresources().contains("status")) {
      return Optional.of(stuck);
    }
    try {
      return check(api.mergePatch(key.path() + "/status", patch), stuck);
    } catch (ApiException e) {
      if (e.notFound()) {
        // The object is gone, or its kind has lost its status subresource since discovery.
        return Optional.of(new CaptureOutcome.Changed());
      }
      return unlessRefused(e).or(() -> Optional.of(stuck));
    }
  }

  private static Optional<CaptureOutcome> check(KubeObject answered, CaptureOutcome otherwise) {
    return answered.retained() ? Optional.of(otherwise) : Optional.empty();
  }

  /**
   * Returns empty if the API server refused the content of the request. A version conflict returns
   * {@code Changed}, and a temporary failure is thrown again.
   */
  private static Optional<CaptureOutcome> unlessRefused(ApiException e) {
    if (e.unavailable() || e.notFound()) {
      throw e;
    }
    return e.conflict() && !e.byWebhook()
        ? Optional.of(new CaptureOutcome.Changed())
        : Optional.empty();
  }

  /** Returns the command that changes the rules of a custom kind. */
  private static String definition(ObjectKey key) {
    return key.type().group().contains(".")
        ? ": kubectl edit crd " + key.type().groupResource()
        : "";
  }

  private static CaptureOutcome stuck(ObjectKey key, String why, boolean passes) {
    return new CaptureOutcome.Stuck(
        "ReleaseRefused",
        "It is saved, but its finalizer "
            + SoftDelete.RETAIN_FINALIZER
            + " cannot be removed: "
            + why
            + ". Repair what refuses updates of "
            + key
            + " (a webhook, an admission policy, or a rule that compares with oldSelf"
            + definition(key)
            + "), then it is released by itself; see docs/runbook.md.",
        passes);
  }
}
