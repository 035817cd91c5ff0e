package dev.softdelete.operator.restore;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.restore.RestoreFailure.Reason;

/** What a refused create means for the restore. */
final class CreateRefusal {
  private CreateRefusal() {}

  static RestoreFailure of(ApiException refusal, RestoreTarget target, String requester) {
    String said = " The API server said: " + refusal.getMessage();
    return switch (refusal.code()) {
      case 403 -> forbidden(refusal, target, requester, said);
      case 404 -> namespaceMissing(refusal, target, said);
      case 400, 413, 422 ->
          new RestoreFailure(
              Reason.Invalid,
              "The cluster no longer accepts the object as it was."
                  + said
                  + ". Adapt what refuses it, then set softdelete.dev/restore again.",
              false);
      default -> new RestoreFailure(Reason.Invalid, "The create was refused." + said, true);
    };
  }

  private static RestoreFailure forbidden(
      ApiException refusal, RestoreTarget target, String requester, String said) {
    if (refusal.causedBy("NamespaceTerminating")) {
      return new RestoreFailure(
          Reason.NamespaceMissing,
          "Namespace " + target.namespace().orElse("") + " is being deleted." + said,
          true);
    }
    if (refusal.getMessage().contains("exceeded quota")) {
      return new RestoreFailure(
          Reason.QuotaExceeded, "Free some quota; the restore goes on by itself." + said, true);
    }
    return new RestoreFailure(
        Reason.Forbidden,
        "It is created with the rights of "
            + requester
            + ", who may not create it. Grant the right, or have somebody who has it ask for the"
            + " restore."
            + said,
        false);
  }

  private static RestoreFailure namespaceMissing(
      ApiException refusal, RestoreTarget target, String said) {
    boolean namespace = refusal.detailsKind().equals("namespaces");
    return namespace
        ? new RestoreFailure(
            Reason.NamespaceMissing,
            "Namespace "
                + target.namespace().orElse("")
                + " does not exist: create it, or restore elsewhere with"
                + " softdelete.dev/restore-namespace.",
            true)
        : new RestoreFailure(Reason.KindNotServed, "Its kind is not served." + said, true);
  }
}
