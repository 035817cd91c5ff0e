package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.policy.PolicyEnforcement;
import dev.softdelete.operator.policy.TermsMark;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All policies that exist at present, including those that are being deleted. */
public final class PolicyCatalog implements Supplier<List<SoftDeletePolicy>> {
  private volatile Supplier<List<SoftDeletePolicy>> source = List::of;

  /** Reads the policies from the given source from now on. */
  public void follow(Supplier<List<SoftDeletePolicy>> newSource) {
    source = newSource;
  }

  @Override
  public List<SoftDeletePolicy> get() {
    return source.get();
  }

  /** Returns the marks of the policies that enforce beside this one. */
  Set<String> marksBeside(SoftDeletePolicy policy) {
    return get().stream()
        .filter(PolicyEnforcement::enforces)
        .filter(p -> !p.getMetadata().getUid().equals(policy.getMetadata().getUid()))
        .map(TermsMark::of)
        .collect(Collectors.toSet());
  }
}
