package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * A deleted object with what is known about it when it is captured.
 *
 * @param namespace of the object, as it is now; empty for cluster-scoped objects
 * @param goesWith the uid of its namespace or of its definition, where that is being deleted too
 * @param foreground whether its dependents were deleted before it
 * @param policy whose terms apply; empty when no policy covers its kind any more
 * @param before its record, where an earlier attempt wrote one or it was held so far
 */
public record Capturable(
    ResourceType type,
    KubeObject object,
    Optional<NamespaceState> namespace,
    Optional<String> goesWith,
    boolean foreground,
    Optional<SoftDeletePolicy> policy,
    Cause cause,
    Optional<DeletedResource> before) {

  /** Whether the policy leaves the deletes of whoever deleted it final. */
  boolean isFinal() {
    return before.isEmpty()
        && cause.certain()
        && policy.isPresent()
        && cause
            .by()
            .filter(by -> FinalDeletes.by(by, policy.get().getSpec().ignoreDeletesBy()))
            .isPresent();
  }
}
