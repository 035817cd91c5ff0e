package dev.softdelete.operator.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reduces an object to what tells one deletion from another: everything but its uid, its
 * resourceVersion and times. Times are those in the metadata and in the status. A time that
 * somebody wrote into the object is content.
 */
final class ComparableContent {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})");

  private static final List<String> LEFT_OUT =
      List.of("uid", "resourceVersion", "creationTimestamp", "deletionTimestamp");

  private ComparableContent() {}

  /** Returns a hash that is equal for objects of equal content. */
  static String hash(KubeObject object) {
    ObjectNode content = object.json().deepCopy();
    if (content.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(LEFT_OUT);
      metadata
          .path("managedFields")
          .forEach(
              entry -> {
                if (entry instanceof ObjectNode fields) {
                  fields.remove("time");
                }
              });
    }
    if (content.has("status")) {
      content.set("status", mapped(content.get("status"), ComparableContent::withoutTime));
    }
    return SnapshotCodec.sha256(Json.bytes(mapped(content, UnaryOperator.identity())));
  }

  private static JsonNode withoutTime(JsonNode value) {
    return value.isTextual() && TIME.matcher(value.asText()).matches()
        ? TextNode.valueOf("")
        : value;
  }

  /** Returns a copy with other leaves, and with the fields of each object in order. */
  private static JsonNode mapped(JsonNode node, UnaryOperator<JsonNode> leaf) {
    return switch (node) {
      case ObjectNode object -> {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().forEach(f -> sorted.put(f.getKey(), mapped(f.getValue(), leaf)));
        ObjectNode copy = Json.object();
        sorted.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = Json.object().arrayNode();
        array.forEach(item -> copy.add(mapped(item, leaf)));
        yield copy;
      }
      default -> leaf.apply(node);
    };
  }
}
