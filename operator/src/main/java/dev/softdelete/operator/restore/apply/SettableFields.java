package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.kinds.StatusRule;
import java.util.Set;

/**
 * The fields of a manifest that its sender can set. An exported object also has those of the API
 * server: the uid and the resourceVersion of an object that does not exist any more would make each
 * apply a conflict.
 */
public final class SettableFields {
  private static final Set<String> METADATA =
      Set.of("name", "namespace", "labels", "annotations", "finalizers", "ownerReferences");

  private SettableFields() {}

  /**
   * Returns a copy with these fields alone. The status of a built-in kind is left out, because the
   * API server ignores it there. That of a custom resource stays: the API server ignores it too, or
   * the definition has no status subresource, and it is a field as any other.
   */
  public static ObjectNode of(ObjectNode manifest) {
    ObjectNode settable = Json.object();
    manifest.properties().stream()
        .filter(field -> !field.getKey().equals("metadata"))
        .filter(field -> !field.getKey().equals("status") || statusCounts(manifest))
        .forEach(field -> settable.set(field.getKey(), field.getValue().deepCopy()));
    if (manifest.get("metadata") instanceof ObjectNode metadata) {
      ObjectNode left = settable.putObject("metadata");
      metadata.properties().stream()
          .filter(field -> METADATA.contains(field.getKey()))
          .forEach(field -> left.set(field.getKey(), field.getValue().deepCopy()));
    }
    return settable;
  }

  private static boolean statusCounts(ObjectNode manifest) {
    return !StatusRule.isBuiltIn(manifest.path("apiVersion").asText());
  }
}
