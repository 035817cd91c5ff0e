package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CustomResourceDefinitions, and which of them are being deleted according to a watch. When the
 * watch is behind, an object that is deleted together with its definition is captured like an
 * object that was deleted by itself.
 */
public final class Definitions {

  /** What was read of a kind; empty if it has no definition, which then has no generation. */
  private record Read(long generation, Optional<CustomKind> kind) {}

  private final Map<String, String> goingAway = new ConcurrentHashMap<>();
  private final Map<String, Read> read = new ConcurrentHashMap<>();
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

  /**
   * Returns what the definition of the kind says, and nothing for a kind of the API server or of an
   * aggregated one. It is read once for each generation of the definition.
   */
  public Optional<CustomKind> of(ResourceType type) {
    Read last = read.get(type.groupResource());
    if (last != null) {
      return last.kind();
    }
    Optional<ObjectNode> definition = live.of(type);
    Optional<CustomKind> kind = definition.map(CustomKind::of);
    if (kind.isEmpty() || kind.get().established().isPresent()) {
      long generation = definition.map(d -> d.at("/metadata/generation").asLong()).orElse(0L);
      read.put(type.groupResource(), new Read(generation, kind));
    }
    return kind;
  }

  /** Whether a rule of the kind's definition may refuse an update that changes nothing. */
  public boolean judgesChanges(ResourceType type) {
    return of(type).filter(CustomKind::judgesChanges).isPresent();
  }

  /** Notes the present generation of a definition. An older one is read again. */
  public void seen(String name, long generation) {
    read.computeIfPresent(name, (n, last) -> last.generation() == generation ? last : null);
  }

  /** Notes that a definition is being deleted. */
  public void goes(String name, String uid) {
    goingAway.put(name, uid);
  }

  /** Notes that a definition exists and is not being deleted. */
  public void settled(String name) {
    goingAway.remove(name);
  }

  /** Notes that a definition is gone. */
  public void gone(String name) {
    read.remove(name);
    settled(name);
  }

  /** Returns the uid of the kind's definition while that definition is being deleted. */
  public Optional<String> goingAway(ResourceType type) {
    return Optional.ofNullable(goingAway.get(type.groupResource()));
  }
}
