package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import java.util.List;

/**
 * Answers a create that could not be read or handled. The decision is the same as without the
 * fault, but nothing is restored.
 */
final class CreateAfterFault {
  private CreateAfterFault() {}

  static AdmissionResponse of(RecreateAnswer decided, NamedCreate create, Fault fault) {
    return switch (decided) {
      case RecreateAnswer.Create c -> fault.letThrough();
      case RecreateAnswer.Refuse r -> CreateDenial.taken(r.taken(), create.kind());
      case RecreateAnswer.NothingToRestore n -> CreateDenial.nothingToRestore(create);
      case RecreateAnswer.ComingBack c -> CreateDenial.comingBack(c.record());
      case RecreateAnswer.ComingBackElsewhere e -> CreateDenial.comingBackElsewhere(e);
      case RecreateAnswer.Restore r -> notRestored(r.record(), r.thenApply(), fault);
    };
  }

  /**
   * Answers a request that would have restored the object. A policy with {@code Restore} lets its
   * requesters work on in any case. A manifest that is meant only as a request for the deleted
   * object would create something nearly empty, so that it is refused.
   *
   * @param thenApply whether the request has a manifest of its own; otherwise it only asks for the
   *     deleted object
   */
  static AdmissionResponse notRestored(DeletedResource record, boolean thenApply, Fault fault) {
    if (fault.mayPass() || !thenApply) {
      return CreateDenial.notBecauseOf(record, fault);
    }
    var metadata = record.getMetadata();
    return new AdmissionResponse.Allowed(
        List.of(
            "soft-delete did not restore the deleted %s '%s': %s. To restore it under another name: kubectl annotate deletedresource %s -n %s %s=NAME %s=true"
                .formatted(
                    record.getSpec().resource().kind(),
                    record.getSpec().resource().name(),
                    fault.why(),
                    metadata.getName(),
                    metadata.getNamespace(),
                    SoftDelete.RESTORE_AS_ANNOTATION,
                    SoftDelete.RESTORE_ANNOTATION)));
  }
}
