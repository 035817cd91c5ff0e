package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.CoveredKinds;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells whether any policy protects a kind. A restored object is protected again if one does,
 * whatever its namespace, labels and name are. Otherwise a restore would be a way to leave a
 * policy.
 */
public record KindCoverage(Supplier<List<SoftDeletePolicy>> policies, String operatorNamespace) {

  /**
   * Whether a restored object of the kind may bear the finalizer in that namespace. The operator
   * watches every kind that a policy names, so it sees the object's next delete.
   */
  public boolean extendsTo(ResourceType type, Optional<String> namespace) {
    return namespace.filter(n -> Scope.neverCovered(n, operatorNamespace)).isEmpty()
        && policies.get().stream()
            .filter(PolicyEnforcement::enforces)
            .anyMatch(p -> CoveredKinds.named(p.getSpec(), type));
  }
}
