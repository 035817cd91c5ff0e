package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.requester.kind.RequesterKind;

/**
 * Answers an update of a held object that could not be read or handled. The decision is the same as
 * without the fault, but nothing is undeleted.
 */
final class HeldUpdateAfterFault {
  private HeldUpdateAfterFault() {}

  static AdmissionResponse of(
      HeldUpdateAnswer decided, DeletedResource record, RequesterKind kind, Fault fault) {
    return switch (decided) {
      case HeldUpdateAnswer.Update u -> fault.letThrough();
      // The decision may be another one when the whole request is known.
      case HeldUpdateAnswer.Refuse r when fault.mayPass() -> fault.refused();
      case HeldUpdateAnswer.Refuse r -> CreateDenial.taken(record, kind);
      case HeldUpdateAnswer.Undelete u ->
          CreateAfterFault.notRestored(record, u.thenApply(), fault);
    };
  }
}
