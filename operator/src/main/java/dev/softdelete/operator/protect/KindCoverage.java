package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether anything of a kind is protected at all. What was protected once comes back protected,
 * wherever and under whichever labels and name: else a restore would be a way out of a policy.
 */
public record KindCoverage(Supplier<List<SoftDeletePolicy>> policies, String operatorNamespace) {

  /** Whether what comes back there may bear the finalizer: whoever watches the kind sees it. */
  public boolean extendsTo(ResourceType type, Optional<String> namespace) {
    return namespace.filter(n -> Scope.neverCovered(n, operatorNamespace)).isEmpty()
        && policies.get().stream()
            .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
            .anyMatch(p -> CoveredKinds.named(p.getSpec(), type));
  }
}
