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
  private final ApiServer api;

  public Release(ApiServer api) {
    this.api = api;
  }

  /**
   * Empty when it is released or gone.
   *
   * @return why not: changed since it was read, or refused by a schema or somebody's webhook
   */
  public Optional<CaptureOutcome> release(ObjectKey key, KubeObject object) {
    ObjectNode patch = RetainFinalizer.takenOff(object);
    try {
      return check(api.mergePatch(key.path(), patch), null);
    } catch (ApiException e) {
      return switch (e.code()) {
        case 404 -> Optional.empty();
        case 409 -> Optional.of(new CaptureOutcome.Changed());
        default -> throughStatus(key, patch, e);
      };
    }
  }

  /** An update of the status is not validated as one of the whole object is. */
  private Optional<CaptureOutcome> throughStatus(
      ObjectKey key, ObjectNode patch, ApiException refusal) {
    if (!key.type().subresources().contains("status")) {
      return Optional.of(stuck(key, refusal));
    }
    try {
      return check(api.mergePatch(key.path() + "/status", patch), stuck(key, refusal));
    } catch (ApiException e) {
      return switch (e.code()) {
        case 404 -> Optional.empty();
        case 409 -> Optional.of(new CaptureOutcome.Changed());
        default -> Optional.of(stuck(key, refusal));
      };
    }
  }

  private static Optional<CaptureOutcome> check(KubeObject answered, CaptureOutcome otherwise) {
    return answered.retained() && otherwise != null ? Optional.of(otherwise) : Optional.empty();
  }

  private static CaptureOutcome stuck(ObjectKey key, ApiException refusal) {
    return new CaptureOutcome.Stuck(
        "ReleaseRefused",
        "It is saved, but its finalizer "
            + SoftDelete.RETAIN_FINALIZER
            + " cannot be removed: "
            + refusal.getMessage()
            + ". Repair what refuses updates of "
            + key
            + " (a stricter schema, a webhook that is down), then it is released by itself; see"
            + " docs/runbook.md.");
  }
}
