package dev.softdelete.operator.restore;

import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreRequest;

/** Says that a restore must be requested again, because the login of its requester has expired. */
final class ExpiredRequest {
  private ExpiredRequest() {}

  /**
   * Returns the failure as it is, unless rights are missing that the expired login may have had.
   */
  static RestoreFailure explained(RestoreRequest request, RestoreFailure failure) {
    if (failure.reason() != Reason.Forbidden || !request.byNameAlone()) {
      return failure;
    }
    var metadata = request.record().getMetadata();
    String message =
        "%s asked for it too long ago: the groups of that time are no longer trusted, and the user name alone may not. %s Ask again: kubectl annotate deletedresource %s -n %s softdelete.dev/restore=true"
            .formatted(
                request.requesterName(),
                sentence(failure.message()),
                metadata.getName(),
                metadata.getNamespace());
    return new RestoreFailure(Reason.RequestExpired, message, failure.waitingHelps());
  }

  /** Says that a preview was not made, because the operator has seen its request too late. */
  static RestoreFailure ofPreview(RestoreRequest request) {
    return new RestoreFailure(
        Reason.RequestExpired,
        request.requesterName()
            + " asked for a preview too long ago. Set softdelete.dev/restore=dry-run again.",
        false);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
