package dev.softdelete.e2e.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import java.util.TreeMap;

/** Objects as the API server returns them, for comparisons with exact numbers. */
public final class Live {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private static final List<String> MAY_DIFFER =
      List.of("uid", "resourceVersion", "creationTimestamp", "generation");

  private Live() {}

  public static JsonNode get(Kubectl kubectl, String kind, String name, String namespace) {
    return parse(
        kubectl.run("get", kind, name, "-n", namespace, "-o", "json", "--show-managed-fields"));
  }

  public static JsonNode raw(Kubectl kubectl, String path) {
    return parse(kubectl.run("get", "--raw", path));
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /**
   * Returns everything that must be equal after a restore, as text, so that a difference is easy to
   * see.
   */
  public static String essence(JsonNode live) {
    ObjectNode essence = live.deepCopy();
    ObjectNode metadata = essence.withObject("/metadata");
    metadata.remove(MAY_DIFFER);
    if (metadata.path("finalizers") instanceof ArrayNode finalizers) {
      metadata.set("finalizers", asSet(finalizers));
    }
    if (metadata.path("managedFields") instanceof ArrayNode entries) {
      metadata.set("managedFields", asSet(entries));
    }
    return essence.toPrettyString();
  }

  /**
   * Returns the same text without the fields that controllers keep writing: the status and its
   * field ownership.
   */
  public static String essenceWithoutStatus(JsonNode live) {
    ObjectNode copy = live.deepCopy();
    copy.remove("status");
    ArrayNode kept = copy.arrayNode();
    for (JsonNode entry : copy.at("/metadata/managedFields")) {
      if (!entry.path("subresource").asText().equals("status")) {
        kept.add(entry);
      }
    }
    copy.withObject("/metadata").set("managedFields", kept);
    return essence(copy);
  }

  /** Sorts an array, because finalizers and the entries of managedFields have no order. */
  private static ArrayNode asSet(ArrayNode array) {
    var sorted = new TreeMap<String, JsonNode>();
    array.forEach(n -> sorted.put(n.toString(), n));
    ArrayNode set = array.arrayNode();
    sorted.values().forEach(set::add);
    return set;
  }
}
