package dev.softdelete.operator.kube;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CustomResourceDefinitions that are being deleted, according to a watch. When the watch is
 * behind, an object that is deleted together with its definition is captured like an object that
 * was deleted by itself.
 */
public final class Definitions {
  private final Map<String, String> goingAway = new ConcurrentHashMap<>();
  private final LiveDefinitions live;

  /**
   * Creates an instance that knows no definition yet.
   *
   * @param live what the API server has
   */
  public Definitions(LiveDefinitions live) {
    this.live = live;
  }

  /** Whether a CustomResourceDefinition defines the kind. */
  public boolean custom(ResourceType type) {
    return live.custom(type);
  }

  /** Whether a webhook converts the objects of the kind between versions. */
  public boolean converted(ResourceType type) {
    return live.converted(type);
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
