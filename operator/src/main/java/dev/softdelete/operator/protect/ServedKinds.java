package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.CoveredKinds;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds the kinds that a policy covers now. What it found for a generation of a policy stays the
 * answer until it looks again, so that all parts of one pass agree.
 */
public final class ServedKinds {
  private final Discovery discovery;
  private final Definitions definitions;
  private final Duration settling;
  private final Supplier<Instant> now;
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  private record Found(long generation, ProtectedKinds kinds) {}

  /**
   * Creates an instance that has not looked yet.
   *
   * @param settling how long the API server cannot evaluate its admission policies for a new kind
   */
  public ServedKinds(
      Discovery discovery, Definitions definitions, Duration settling, Supplier<Instant> now) {
    this.discovery = discovery;
    this.definitions = definitions;
    this.settling = settling;
    this.now = now;
  }

  /** Returns every resource that the API server serves now. */
  List<ResourceType> served() {
    return discovery.resources();
  }

  /** Looks again which of the served kinds the policy covers. */
  ProtectedKinds look(SoftDeletePolicy policy, List<ResourceType> served) {
    ProtectedKinds kinds =
        ProtectedKinds.of(
            CoveredKinds.of(policy.getSpec(), served), definitions::of, settling, now.get());
    long generation = policy.getMetadata().getGeneration();
    found.put(policy.getMetadata().getUid(), new Found(generation, kinds));
    return kinds;
  }

  /** Returns what was found for this generation of the policy, or looks for the first time. */
  public ProtectedKinds of(SoftDeletePolicy policy) {
    Found last = found.get(policy.getMetadata().getUid());
    return last != null && last.generation() == policy.getMetadata().getGeneration()
        ? last.kinds()
        : look(policy, served());
  }

  /** Whether the objects of the kind get the finalizer only by an update of ours. */
  public boolean onUpdate(ResourceType type) {
    return found.values().stream().anyMatch(f -> f.kinds().onUpdate().contains(type));
  }

  void forget(SoftDeletePolicy policy) {
    found.remove(policy.getMetadata().getUid());
  }
}
