package dev.softdelete.operator.restore.create;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Optional;

/** Translates a refused create into the failure of the restore. */
final class CreateRefusal {
  private CreateRefusal() {}

  static RestoreFailure of(ApiException refusal, RestoreTarget target, String requester) {
    return of(refusal, target, requester, refusal.getMessage())
        .withWhole(of(refusal, target, requester, refusal.whole()).message());
  }

  private static RestoreFailure of(
      ApiException refusal, RestoreTarget target, String requester, String text) {
    String said = " The API server said: " + text;
    return switch (refusal.code()) {
      case 403 -> forbidden(refusal, target, requester, said);
      case 409 -> taken(said);
      case 404 -> namespaceMissing(refusal, target, said);
      case 413 ->
          new RestoreFailure(
              Reason.Invalid,
              "As JSON, it is larger than the API server accepts in one request. It could be stored"
                  + " because it was sent in another form, or in parts: JSON writes a control"
                  + " character in six bytes, for example. Read it with a DeletedResourceReview,"
                  + " and create it in parts: first without its largest fields, then with a patch"
                  + " for each of them."
                  + said,
              false);
      case 400, 422 ->
          new RestoreFailure(
              Reason.Invalid,
              "The cluster no longer accepts the object as it was."
                  + said
                  + ". Adapt what refuses it.",
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
    if (Reservations.refuse(refusal.whole())) {
      return taken(said);
    }
    return passing(refusal.whole(), said)
        .orElseGet(
            () ->
                new RestoreFailure(
                    Reason.Forbidden,
                    "It is created with the rights of "
                        + requester
                        + ", who may not create it. Grant the right, or have somebody who has it"
                        + " ask for the restore."
                        + said,
                    false));
  }

  /**
   * Returns the failure for a name or host that no existing object has, but that a webhook or an
   * admission policy refuses.
   */
  private static RestoreFailure taken(String said) {
    return new RestoreFailure(
        Reason.NameConflict,
        "Its name or a host of it is refused; the restore goes on by itself once it is not." + said,
        true);
  }

  /** Returns the failure if the refusal is not about the requester's rights, otherwise empty. */
  private static Optional<RestoreFailure> passing(String message, String said) {
    if (message.contains("exceeded quota")) {
      return waits(Reason.QuotaExceeded, "Free some quota; the restore goes on by itself." + said);
    }
    if (message.contains("status unknown for quota")) {
      return waits(
          Reason.QuotaExceeded,
          "A quota has yet to be counted; the restore goes on by itself." + said);
    }
    if (message.contains("custom resource definition is terminating")) {
      return waits(
          Reason.KindNotServed,
          "Its CustomResourceDefinition is being deleted, or was until a moment ago. Restore that;"
              + " the restore goes on by itself."
              + said);
    }
    if (message.contains("error looking up service account")) {
      return waits(
          Reason.Forbidden,
          "The ServiceAccount that it runs as is missing. Restore or create that; the restore goes"
              + " on by itself."
              + said);
    }
    return Optional.empty();
  }

  private static Optional<RestoreFailure> waits(Reason reason, String message) {
    return Optional.of(new RestoreFailure(reason, message, true));
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
