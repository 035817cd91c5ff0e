package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.FieldTime;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Field ownership of a restored object: the managers of the deleted object, and the managers that
 * have written to the restored object since.
 */
public final class FieldOwnership {
  /** The field manager of the writes of a restore. */
  public static final String FIELD_MANAGER = "soft-delete-restore";

  /**
   * The tolerance for the timestamps of one request. The API server takes them at two moments and
   * truncates them to seconds.
   */
  private static final Duration SAME_REQUEST = Duration.ofSeconds(1);

  private FieldOwnership() {}

  /**
   * Merges the entries of {@code managedFields} of the snapshot and of the restored object.
   *
   * @param live the restored object as it is now
   * @param withStatus whether the status was also restored
   */
  public static ArrayNode merged(KubeObject snapshot, KubeObject live, boolean withStatus) {
    Map<String, ObjectNode> merged = new LinkedHashMap<>();
    var owners = OwnerKeys.between(snapshot.owners(), live.owners());
    for (JsonNode entry : snapshot.metadata().path("managedFields")) {
      ObjectNode copy = owners.renamedIn(entry.deepCopy());
      if (!withStatus) {
        copy.withObject("/fieldsV1").remove("f:status");
      }
      if (!copy.path("fieldsV1").isEmpty()) {
        merged.put(key(entry), copy);
      }
    }
    boolean byUs = writtenByUs(live);
    for (JsonNode entry : live.metadata().path("managedFields")) {
      if (!(byUs ? ours(entry) : fromCreate(live, entry))) {
        merged.merge(key(entry), entry.deepCopy(), FieldOwnership::united);
      }
    }
    return Json.object().arrayNode().addAll(merged.values());
  }

  public static boolean writtenByUs(KubeObject live) {
    return managers(live).contains(FIELD_MANAGER);
  }

  private static Set<String> managers(KubeObject live) {
    var managers = new HashSet<String>();
    live.metadata().path("managedFields").forEach(e -> managers.add(e.path("manager").asText()));
    return managers;
  }

  private static boolean ours(JsonNode entry) {
    return entry.path("manager").asText().equals(FIELD_MANAGER);
  }

  /**
   * Merges the entries of a manager that has written to the object before the restore was finished.
   * The manager owns its former fields and the fields that it has written since.
   */
  private static ObjectNode united(ObjectNode before, ObjectNode since) {
    ObjectNode fields = union(before.withObject("/fieldsV1").deepCopy(), since.path("fieldsV1"));
    if (!fields.equals(before.path("fieldsV1"))) {
      before.set("time", since.path("time"));
      before.set("fieldsV1", fields);
    }
    return before;
  }

  /**
   * Merges two field sets. An empty set stands for the whole field. Next to other members, the
   * whole field is written as a dot.
   */
  public static ObjectNode union(ObjectNode fields, JsonNode more) {
    more.properties()
        .forEach(
            e -> {
              if (fields.get(e.getKey()) instanceof ObjectNode inner) {
                if (inner.isEmpty() != e.getValue().isEmpty()) {
                  inner.putObject(".");
                }
                union(inner, e.getValue());
              } else {
                fields.set(e.getKey(), e.getValue());
              }
            });
    return fields;
  }

  /**
   * Returns the entries with the manager's updates turned into server-side applies of the stand-in.
   */
  public static ArrayNode asApplied(ArrayNode entries, String manager, String standIn) {
    return renamed(entries, manager, "Update", standIn, "Apply");
  }

  /**
   * Reverses {@link #asApplied}: turns the applies of the stand-in back into updates of the
   * manager.
   */
  public static ArrayNode asUpdated(ArrayNode entries, String standIn, String manager) {
    return united(renamed(entries, standIn, "Apply", manager, "Update"));
  }

  /** Merges the entries that have the same key into one. */
  private static ArrayNode united(ArrayNode entries) {
    Map<String, ObjectNode> united = new LinkedHashMap<>();
    entries.forEach(e -> united.merge(key(e), e.deepCopy(), FieldOwnership::united));
    return Json.object().arrayNode().addAll(united.values());
  }

  public static ArrayNode without(String manager, ArrayNode entries) {
    ArrayNode others = Json.object().arrayNode();
    entries.forEach(
        e -> {
          if (!e.path("manager").asText().equals(manager)) {
            others.add(e);
          }
        });
    return others;
  }

  private static ArrayNode renamed(
      ArrayNode entries, String manager, String operation, String newManager, String newOperation) {
    ArrayNode renamed = entries.deepCopy();
    for (JsonNode entry : renamed) {
      if (!entry.has("subresource")
          && entry.path("manager").asText().equals(manager)
          && entry.path("operation").asText().equals(operation)) {
        ((ObjectNode) entry).put("manager", newManager).put("operation", newOperation);
      }
    }
    return renamed;
  }

  /**
   * Whether the entry comes from the create itself. An applier whose create became the restore owns
   * no fields because of that create.
   */
  private static boolean fromCreate(KubeObject live, JsonNode entry) {
    return !entry.has("subresource")
        && FieldTime.of(entry.path("time").asText())
            .filter(at -> Duration.between(live.creationTime(), at).compareTo(SAME_REQUEST) <= 0)
            .isPresent();
  }

  private static String key(JsonNode entry) {
    return String.join(
        "|",
        entry.path("manager").asText(),
        entry.path("operation").asText(),
        entry.path("apiVersion").asText(),
        entry.path("subresource").asText());
  }
}
