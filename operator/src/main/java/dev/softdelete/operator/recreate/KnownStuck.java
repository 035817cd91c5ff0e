package dev.softdelete.operator.recreate;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ObjectKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells whether an object is known to be one that cannot be captured so far. Only the leader
 * captures, and knows it first. The other replicas have it from the status of the policies.
 *
 * @param here whether this replica could not capture the object
 */
public record KnownStuck(Predicate<ObjectKey> here, Supplier<List<SoftDeletePolicy>> policies)
    implements Predicate<ObjectKey> {
  @Override
  public boolean test(ObjectKey key) {
    return here.test(key)
        || policies.get().stream()
            .map(SoftDeletePolicy::getStatus)
            .filter(Objects::nonNull)
            .map(SoftDeletePolicyStatus::stuck)
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .anyMatch(stuck -> names(stuck, key));
  }

  private static boolean names(StuckObject stuck, ObjectKey key) {
    return key.name().equals(stuck.name())
        && key.type().groupResource().equals(stuck.resource())
        && key.namespace().equals(Optional.ofNullable(stuck.namespace()));
  }
}
