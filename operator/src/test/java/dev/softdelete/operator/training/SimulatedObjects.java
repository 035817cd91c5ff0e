package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The objects of a simulated cluster, with every change since its start for the watches. */
final class SimulatedObjects {
  private final Map<String, Stored> objects = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();

  /**
   * Calls the watchers in order and outside the lock, because a call waits for the server, which
   * may itself wait.
   */
  private final ExecutorService telling =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private record Stored(ObjectPath path, ObjectNode object) {}

  /** A change in the form of a watch event. */
  record Change(long resourceVersion, ObjectPath path, String type, ObjectNode object) {}

  private record Watcher(ObjectPath collection, Consumer<Change> told) {}

  synchronized Optional<ObjectNode> get(ObjectPath path) {
    return Optional.ofNullable(objects.get(key(path))).map(stored -> stored.object().deepCopy());
  }

  synchronized List<ObjectNode> list(ObjectPath collection) {
    return objects.values().stream()
        .filter(stored -> collection.lists(stored.path()))
        .map(stored -> stored.object().deepCopy())
        .toList();
  }

  synchronized long resourceVersion() {
    return changes.size() + 1L;
  }

  /** Passes every change after that resource version to the consumer, and every later one. */
  synchronized void watch(ObjectPath collection, long after, Consumer<Change> told) {
    changes.stream()
        .filter(c -> c.resourceVersion() > after && collection.lists(c.path()))
        .forEach(change -> telling.execute(() -> told.accept(change)));
    watchers.add(new Watcher(collection, told));
  }

  synchronized ObjectNode create(ObjectPath collection, ObjectNode body) {
    ObjectNode object = body.deepCopy();
    ObjectNode metadata = object.withObject("/metadata");
    ObjectPath path = collection.named(metadata.path("name").asText());
    path.namespace().ifPresent(namespace -> metadata.put("namespace", namespace));
    metadata
        .put("uid", UUID.randomUUID().toString())
        .put("creationTimestamp", now())
        .put("generation", 1);
    return store(path, object, "ADDED");
  }

  /** Applies a merge patch. If the object does not exist, the patch creates it, like an apply. */
  synchronized ObjectNode patch(ObjectPath path, ObjectNode patch) {
    Optional<ObjectNode> before = get(path);
    if (before.isEmpty()) {
      patch.withObject("/metadata").put("name", path.name());
      return create(path, patch);
    }
    ObjectNode object = before.get();
    merge(object, patch);
    boolean spec = !object.path("spec").equals(before.get().path("spec"));
    ObjectNode metadata = object.withObject("/metadata");
    if (spec) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
    return store(path, object, released(object) ? "DELETED" : "MODIFIED");
  }

  synchronized ObjectNode replace(ObjectPath path, ObjectNode body) {
    return store(path, body, "MODIFIED");
  }

  synchronized Optional<ObjectNode> delete(ObjectPath path) {
    return get(path)
        .map(
            object -> {
              object.withObject("/metadata").put("deletionTimestamp", now());
              return store(path, object, released(object) ? "DELETED" : "MODIFIED");
            });
  }

  private ObjectNode store(ObjectPath path, ObjectNode object, String type) {
    long version = resourceVersion() + 1;
    object.withObject("/metadata").put("resourceVersion", Long.toString(version));
    if (type.equals("DELETED")) {
      objects.remove(key(path));
    } else {
      objects.put(key(path), new Stored(path, object));
    }
    var change = new Change(version, path, type, object.deepCopy());
    changes.add(change);
    watchers.stream()
        .filter(watcher -> watcher.collection().lists(path))
        .forEach(watcher -> telling.execute(() -> watcher.told().accept(change)));
    return object.deepCopy();
  }

  private static boolean released(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    return metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner
                  && into.path(field.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private static String key(ObjectPath path) {
    return String.join("/", path.root(), path.plural(), path.namespace().orElse(""), path.name());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
