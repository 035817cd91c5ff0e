package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.CoveredKinds;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells whether any policy protects a kind. A restored object is protected again if one does,
 * whatever its namespace, labels and name are. Otherwise a restore would be a way to leave a
 * policy.
 *
 * @param judged whether the definition of a kind may refuse an update that changes nothing
 */
public record KindCoverage(
    Supplier<List<SoftDeletePolicy>> policies,
    String operatorNamespace,
    Predicate<ResourceType> judged) {

  /**
   * Whether a restored object of the kind may be created with the finalizer in that namespace. The
   * operator watches every kind that a policy names, so it sees the object's next delete. An object
   * of a kind that judges changes gets the finalizer by an update of ours instead.
   */
  public boolean extendsTo(ResourceType type, Optional<String> namespace) {
    return !judged.test(type)
        && namespace.filter(n -> Scope.neverCovered(n, operatorNamespace)).isEmpty()
        && policies.get().stream()
            .filter(PolicyEnforcement::enforces)
            .anyMatch(p -> CoveredKinds.named(p.getSpec(), type));
  }
}
