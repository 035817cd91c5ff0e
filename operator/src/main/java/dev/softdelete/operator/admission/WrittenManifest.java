package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.SnapshotCodec;

/**
 * Tells whether the API server already has a manifest in its desired state, so that no write is
 * needed. A server-side apply would change nothing either, but takes as long as any write.
 */
public final class WrittenManifest {
  /**
   * A hash of the manifest that was applied. It reveals fields that an earlier generation of the
   * policy or an earlier version of the operator set and that the present manifest leaves out. An
   * apply removes such fields.
   */
  static final String HASH = SoftDelete.GROUP + "/manifest-hash";

  private WrittenManifest() {}

  /** Returns the manifest with its hash. */
  public static ObjectNode stamped(ObjectNode manifest) {
    String hash = SnapshotCodec.sha256(Json.bytes(manifest)).substring(0, 16);
    ObjectNode stamped = manifest.deepCopy();
    stamped.withObject("/metadata").withObject("/annotations").put(HASH, hash);
    return stamped;
  }

  /**
   * Whether an apply would change nothing.
   *
   * @param live the object on the API server
   * @param wanted the manifest with its hash
   */
  public static boolean upToDate(JsonNode live, ObjectNode wanted) {
    return !live.path("metadata").has("deletionTimestamp") && holds(live, wanted);
  }

  /**
   * Whether the live value contains the wanted value. Fields that other field managers added belong
   * to them, and an apply leaves them unchanged.
   */
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
