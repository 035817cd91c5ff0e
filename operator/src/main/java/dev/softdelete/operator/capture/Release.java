package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.protect.RetainFinalizer;
import java.util.Optional;

/**
 * Takes our finalizer off one version of a deleted object: the last step, after which it is gone.
 */
public final class Release {
  private static final String PUT_BACK = "something puts it back whenever the object is updated";

  private final ApiServer api;

  public Release(ApiServer api) {
    this.api = api;
  }

  /**
   * Empty when it is released or gone. Can be repeated: what was released is gone, or has another
   * version.
   *
   * @return why not: changed since it was read, or refused by a schema or somebody's webhook
   * @throws ApiException when the API server cannot say for now whether it would be released
   */
  public Optional<CaptureOutcome> release(ObjectKey key, KubeObject object) {
    ObjectNode patch = RetainFinalizer.takenOff(object);
    try {
      return check(api.mergePatch(key.path(), patch), stuck(key, PUT_BACK));
    } catch (ApiException e) {
      if (e.objectNotFound()) {
        return Optional.empty();
      }
      return unlessRefused(e).or(() -> throughStatus(key, patch, stuck(key, e.getMessage())));
    }
  }

  /** An update of the status is not validated as one of the whole object is. */
  private Optional<CaptureOutcome> throughStatus(
      ObjectKey key, ObjectNode patch, CaptureOutcome stuck) {
    if (!key.type().subresources().contains("status")) {
      return Optional.of(stuck);
    }
    try {
      return check(api.mergePatch(key.path() + "/status", patch), stuck);
    } catch (ApiException e) {
      if (e.notFound()) {
        // The object is gone, or its kind has lost its status since we asked what it has.
        return Optional.of(new CaptureOutcome.Changed());
      }
      return unlessRefused(e).or(() -> Optional.of(stuck));
    }
  }

  private static Optional<CaptureOutcome> check(KubeObject answered, CaptureOutcome otherwise) {
    return answered.retained() ? Optional.of(otherwise) : Optional.empty();
  }

  /** Empty when it is a refusal of what was sent, and not of its version or of this moment. */
  private static Optional<CaptureOutcome> unlessRefused(ApiException e) {
    if (e.unavailable() || e.notFound()) {
      throw e;
    }
    return e.conflict() && !e.byWebhook()
        ? Optional.of(new CaptureOutcome.Changed())
        : Optional.empty();
  }

  private static CaptureOutcome stuck(ObjectKey key, String why) {
    return new CaptureOutcome.Stuck(
        "ReleaseRefused",
        "It is saved, but its finalizer "
            + SoftDelete.RETAIN_FINALIZER
            + " cannot be removed: "
            + why
            + ". Repair what refuses updates of "
            + key
            + " (a stricter schema, a webhook that is down), then it is released by itself; see"
            + " docs/runbook.md.");
  }
}
