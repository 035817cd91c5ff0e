package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Optional;

/**
 * A deleted object and what is known about it at the time of its capture.
 *
 * @param namespace the current state of the object's namespace; empty for cluster-scoped objects
 * @param goesWith the UID of the object's namespace or definition, if that is being deleted too
 * @param foreground whether its dependents were deleted before it (foreground deletion)
 * @param terms the terms of the object; empty if no policy covers its kind any more
 * @param before the record of the object, if an earlier attempt wrote one or the object was held so
 *     far
 * @param trust how far the annotations of the object can be trusted
 */
public record CaptureContext(
    ResourceType type,
    KubeObject object,
    Optional<NamespaceState> namespace,
    Optional<String> goesWith,
    boolean foreground,
    Optional<ObjectTerms> terms,
    Cause cause,
    Optional<DeletedResource> before,
    AnnotationTrust trust) {

  /**
   * Whether the delete is final: the policies ignore deletes by this requester, the cause is
   * certain, and no record exists yet. For a dependent of an owner whose delete was final, the
   * policies must say so too.
   */
  public boolean isFinal() {
    return before.isEmpty()
        && cause.certain()
        && (!cause.throughOwner() || terms.filter(ObjectTerms::makeFinalForDependents).isPresent())
        && terms.filter(t -> cause.by().filter(t::makeFinal).isPresent()).isPresent();
  }
}
