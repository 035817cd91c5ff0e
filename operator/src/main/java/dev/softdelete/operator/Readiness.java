package dev.softdelete.operator;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.protect.PolicyVerdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ready once every policy there was at the start is in force, or its status says why not. A replica
 * that does not lead takes the leader's word, which is the policies' status.
 */
final class Readiness {
  private final Set<String> reconciled = ConcurrentHashMap.newKeySet();
  private volatile boolean leading;
  private volatile boolean reached;
  private volatile Optional<Supplier<List<SoftDeletePolicy>>> policies = Optional.empty();

  /** The watches are in sync, and this is what they show. */
  void started(Supplier<List<SoftDeletePolicy>> now) {
    policies = Optional.of(now);
  }

  void leads() {
    leading = true;
  }

  boolean leading() {
    return leading;
  }

  void reconciled(SoftDeletePolicy policy) {
    reconciled.add(policy.getMetadata().getUid());
  }

  /** Once it is, it stays so: a later edit of a policy makes nobody unready. */
  boolean ready() {
    reached =
        reached || policies.filter(now -> now.get().stream().allMatch(this::settled)).isPresent();
    return reached;
  }

  private boolean settled(SoftDeletePolicy policy) {
    if (policy.getMetadata().getDeletionTimestamp() != null) {
      return true;
    }
    return leading
        ? reconciled.contains(policy.getMetadata().getUid())
        : policy.getStatus() != null
            && Conditions.find(policy.getStatus().conditions(), PolicyVerdict.READY)
                .filter(c -> !PolicyVerdict.RELEASED.equals(c.getReason()))
                .map(Condition::getObservedGeneration)
                .filter(policy.getMetadata().getGeneration()::equals)
                .isPresent();
  }
}
