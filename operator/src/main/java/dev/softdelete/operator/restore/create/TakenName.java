package dev.softdelete.operator.restore.create;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.ReadRights;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;

/** Explains why a restore waits when another object has the name. */
public final class TakenName {
  private final ReadRights rights;

  TakenName(ReadRights rights) {
    this.rights = rights;
  }

  static RestoreFailure goneAgain(RestoreTarget target) {
    return new RestoreFailure(
        Reason.NameConflict,
        target + " existed a moment ago. The restore goes on by itself.",
        true);
  }

  /**
   * Returns the failure for a live object that has the name. Its finalizers are told to a requester
   * who may read it.
   */
  RestoreFailure failure(RestoreRequest request, KubeObject live, ResourceType type) {
    RestoreTarget target = request.target();
    if (live.deleting()) {
      boolean told = !live.finalizers().isEmpty() && rights.mayReadTarget(request, type);
      return told || live.finalizers().isEmpty()
          ? stillTerminating(live, target.toString())
          : stillTerminating(target.toString(), "finalizers");
    }
    return new RestoreFailure(
        Reason.NameConflict,
        target
            + " exists. Delete or rename it, restore over it with softdelete.dev/restore-over, or"
            + " restore under another name with softdelete.dev/restore-as.",
        true);
  }

  /** Returns the failure for an object that readers of the record may know. */
  public static RestoreFailure stillTerminating(KubeObject live, String what) {
    return stillTerminating(
        what,
        live.finalizers().isEmpty()
            ? "its grace period or its node"
            : "the finalizers " + live.finalizers());
  }

  private static RestoreFailure stillTerminating(String what, String waitsFor) {
    return new RestoreFailure(
        Reason.StillTerminating,
        what
            + " is still being deleted: it waits for "
            + waitsFor
            + ". The restore goes on when it is gone.",
        true);
  }
}
