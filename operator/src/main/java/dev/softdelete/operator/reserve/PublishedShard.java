package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.ResourceType;

/**
 * An object that publishes reservations, as far as the operator knows it.
 *
 * @param version the version that the API server stored, which shows whether another client has
 *     written the object since
 * @param spec its content
 */
record PublishedShard(String version, ReservedNamesSpec spec) {
  /**
   * Returns a shard of unknown content. Another client wrote it, or we did and do not know whether
   * the API server accepted the write.
   */
  static PublishedShard unknown(String version) {
    return new PublishedShard(version, ReservedNamesSpec.EMPTY);
  }

  static ObjectNode manifest(String name, ReservedNamesSpec spec) {
    ObjectNode manifest = Json.object();
    manifest.put("apiVersion", ResourceType.RESERVED_NAMES.apiVersion());
    manifest.put("kind", ResourceType.RESERVED_NAMES.kind());
    ObjectNode metadata = manifest.putObject("metadata").put("name", name);
    ManagedBy.label(metadata);
    manifest.set("spec", Json.tree(spec));
    return manifest;
  }
}
