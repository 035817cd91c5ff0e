package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import java.util.List;
import java.util.function.Supplier;

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
}
