package dev.softdelete.operator.protect;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.requester.kind.RequesterDecision;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the requester of a write may make deletes final. A controller may not, whatever its
 * rights are: it copies the annotation from what others have written.
 */
public record MayBypass(SubjectAccess access, RequesterLists lists)
    implements Predicate<AdmissionRequest> {
  private static final String VERB = "bypass";

  @Override
  public boolean test(AdmissionRequest request) {
    return request
            .object()
            .map(
                o ->
                    RequesterDecision.ofWrite(
                        lists, request.requester(), request.fieldManager(), o, request.oldObject()))
            .filter(kind -> kind != RequesterKind.CONTROLLER)
            .isPresent()
        && access.allowed(request.requester(), VERB, ResourceType.POLICIES, Optional.empty(), "");
  }
}
