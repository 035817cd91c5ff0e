package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import java.util.List;
import java.util.function.Supplier;

/** The records there are now, as a watch has them. */
public final class RecordCatalog implements Supplier<List<DeletedResource>> {
  private volatile Supplier<List<DeletedResource>> source = List::of;

  void follow(Supplier<List<DeletedResource>> newSource) {
    source = newSource;
  }

  @Override
  public List<DeletedResource> get() {
    return source.get();
  }

  /** How many name the policy. */
  public long count(String policy) {
    return get().stream().filter(r -> policy.equals(r.getSpec().policy())).count();
  }
}
