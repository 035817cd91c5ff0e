package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;

/** Adds to the audit log that a request was the undelete, and who sent it. */
final class RestoreNote {
  private RestoreNote() {}

  static AdmissionResponse on(
      AdmissionResponse answer, AdmissionRequest request, DeletedResource record) {
    var deleted = record.getSpec().resource();
    var metadata = record.getMetadata();
    String note =
        "%s restores %s %s%s from the record %s/%s"
            .formatted(
                request.requester().username(),
                deleted.kind(),
                deleted.namespace() == null ? "" : deleted.namespace() + "/",
                deleted.name(),
                metadata.getNamespace(),
                metadata.getName());
    return request.dryRun() ? answer : new AdmissionResponse.Audited(answer, "restore", note);
  }
}
