package dev.softdelete.operator.kube;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The CustomResourceDefinitions that are being deleted, according to a watch. When the watch is
 * behind, an object that is deleted together with its definition is captured like an object that
 * was deleted by itself.
 */
public final class Definitions {
  private final Map<String, String> goingAway = new ConcurrentHashMap<>();
  private final Predicate<ResourceType> conversions;

  /**
   * Creates an instance that knows no definition yet.
   *
   * @param conversions the kinds with a conversion webhook
   */
  public Definitions(Predicate<ResourceType> conversions) {
    this.conversions = conversions;
  }

  /** Whether a webhook converts the objects of the kind between versions. */
  public boolean converted(ResourceType type) {
    return conversions.test(type);
  }

  /** Notes that a definition is being deleted. */
  public void goes(String name, String uid) {
    goingAway.put(name, uid);
  }

  /** Notes that a definition exists and is not being deleted, or that it is gone. */
  public void settled(String name) {
    goingAway.remove(name);
  }

  /** Returns the uid of the kind's definition while that definition is being deleted. */
  public Optional<String> goingAway(ResourceType type) {
    return Optional.ofNullable(goingAway.get(type.groupResource()));
  }
}
