package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** What was read of a kind, from which version of its definition; empty if it has none. */
  private record Read(String version, Optional<CustomKind> kind) {}

  private final Map<String, String> goingAway = new ConcurrentHashMap<>();
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  /** The version of each definition that the watch has reported last. */
  private final Map<String, String> latest = new ConcurrentHashMap<>();

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
      JsonNode metadata = definition.map(d -> d.path("metadata")).orElseGet(Json::object);
      String uid = metadata.path("uid").asText();
      long generation = metadata.path("generation").asLong();
      String version = version(uid, generation);
      read.put(type.groupResource(), new Read(version, kind));
      // The watch may have reported a newer one since the read.
      forgetUnless(type.groupResource(), latest.getOrDefault(type.groupResource(), version));
    }
    return kind;
  }

  /** Whether a rule of the kind's definition may refuse an update that changes nothing. */
  public boolean judgesChanges(ResourceType type) {
    return of(type).filter(CustomKind::judgesChanges).isPresent();
  }

  /**
   * Notes the present generation of a definition. An older one, or one that was created again, is
   * read again.
   */
  public void seen(String name, String uid, long generation) {
    latest.put(name, version(uid, generation));
    forgetUnless(name, version(uid, generation));
  }

  private void forgetUnless(String name, String version) {
    read.computeIfPresent(name, (n, last) -> last.version().equals(version) ? last : null);
  }

  private static String version(String uid, long generation) {
    return uid + "/" + generation;
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
    latest.remove(name);
    read.remove(name);
    settled(name);
  }

  /** Returns the uid of the kind's definition while that definition is being deleted. */
  public Optional<String> goingAway(ResourceType type) {
    return Optional.ofNullable(goingAway.get(type.groupResource()));
  }
}
