package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Who owns which field once an object is back: those who did, and who came in meanwhile. */
final class FieldOwnership {
  /** Timestamps are cut to seconds, at two moments of one request. */
  private static final Duration SAME_REQUEST = Duration.ofSeconds(1);

  private FieldOwnership() {}

  /**
   * Merges the entries of {@code managedFields}.
   *
   * @param live the object that we created, as it is now
   * @param withStatus whether the status was written back too
   */
  static ArrayNode merged(KubeObject snapshot, KubeObject live, boolean withStatus) {
    ArrayNode merged = Json.object().arrayNode();
    Set<String> keys = new HashSet<>();
    boolean sameOwners = snapshot.owners().equals(live.owners());
    for (JsonNode entry : snapshot.metadata().path("managedFields")) {
      if (withStatus || !isStatus(entry)) {
        ObjectNode copy = entry.deepCopy();
        merged.add(sameOwners ? copy : withoutOwners(copy));
        keys.add(key(entry));
      }
    }
    for (JsonNode entry : live.metadata().path("managedFields")) {
      if (!fromCreate(live, entry) && keys.add(key(entry))) {
        merged.add(entry.deepCopy());
      }
    }
    return merged;
  }

  /** The manager's own updates, as if it had applied them server-side under another name. */
  static ArrayNode asApplied(ArrayNode entries, String manager, String standIn) {
    return renamed(entries, manager, "Update", standIn, "Apply");
  }

  /** And back. */
  static ArrayNode asUpdated(ArrayNode entries, String standIn, String manager) {
    return renamed(entries, standIn, "Apply", manager, "Update");
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

  /** Whoever created it, the operator or an applier, owned nothing by that. */
  private static boolean fromCreate(KubeObject live, JsonNode entry) {
    if (entry.path("manager").asText().equals(RestoreFinish.FIELD_MANAGER)) {
      return true;
    }
    String time = entry.path("time").asText("");
    return !entry.has("subresource")
        && !time.isEmpty()
        && Duration.between(live.creationTime(), Instant.parse(time)).compareTo(SAME_REQUEST) <= 0;
  }

  private static boolean isStatus(JsonNode entry) {
    return entry.path("subresource").asText().equals("status");
  }

  /** Owner references are keyed by uid, and uids change. */
  private static ObjectNode withoutOwners(ObjectNode entry) {
    if (entry.at("/fieldsV1/f:metadata") instanceof ObjectNode metadata) {
      metadata.remove("f:ownerReferences");
    }
    return entry;
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
