package dev.softdelete.operator.kube;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CustomResourceDefinitions that are being deleted, as a watch tells. Where the watch is
 * behind, an object that goes with its definition is captured as one that was deleted by itself.
 */
public final class Definitions {
  private final Map<String, String> goingAway = new ConcurrentHashMap<>();

  /** One is being deleted. */
  public void goes(String name, String uid) {
    goingAway.put(name, uid);
  }

  /** One is there, or is no more. */
  public void settled(String name) {
    goingAway.remove(name);
  }

  /** The uid of the kind's definition, while that is being deleted. */
  public Optional<String> goingAway(ResourceType type) {
    return Optional.ofNullable(goingAway.get(type.groupResource()));
  }
}
