package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.SnapshotCodec;

/**
 * Tells whether a manifest is on the API server as it would be written now, so that nothing has to
 * be written. A server-side apply changes nothing then either, but takes as long as any write.
 */
final class WrittenManifest {
  /**
   * A hash of the manifest as it was applied. It tells of fields that an earlier edition of the
   * policy or of the operator set and that this one leaves out, which an apply removes.
   */
  static final String HASH = SoftDelete.GROUP + "/manifest-hash";

  private WrittenManifest() {}

  /** The manifest with its hash. */
  static ObjectNode stamped(ObjectNode manifest) {
    String hash = SnapshotCodec.sha256(Json.bytes(manifest)).substring(0, 16);
    ObjectNode stamped = manifest.deepCopy();
    stamped.withObject("/metadata").withObject("/annotations").put(HASH, hash);
    return stamped;
  }

  /**
   * Whether an apply would change nothing.
   *
   * @param live as the API server has it
   * @param wanted with its hash
   */
  static boolean upToDate(JsonNode live, ObjectNode wanted) {
    return !live.path("metadata").has("deletionTimestamp") && holds(live, wanted);
  }

  /** What others have added to an object is theirs, and an apply leaves it. */
  private static boolean holds(JsonNode live, JsonNode wanted) {
    return switch (wanted) {
      case ObjectNode object ->
          object.properties().stream()
              .allMatch(field -> holds(live.path(field.getKey()), field.getValue()));
      case ArrayNode array -> live.size() == array.size() && sameElements(live, array);
      default -> live.equals(wanted);
    };
  }

  private static boolean sameElements(JsonNode live, ArrayNode wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!holds(live.path(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }
}
