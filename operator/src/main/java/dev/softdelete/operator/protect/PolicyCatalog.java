package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import java.util.List;
import java.util.function.Supplier;

/** The policies there are now, those on their way out included. */
public final class PolicyCatalog implements Supplier<List<SoftDeletePolicy>> {
  private volatile Supplier<List<SoftDeletePolicy>> source = List::of;

  /** Takes the policies from there from now on. */
  void follow(Supplier<List<SoftDeletePolicy>> newSource) {
    source = newSource;
  }

  @Override
  public List<SoftDeletePolicy> get() {
    return source.get();
  }
}
