package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.apply.SettableFields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a created object that its client sent, and not the defaults of the API server, as its
 * last-applied annotation shows it. The annotation only tells which fields those are: each value is
 * that of the object. The annotation may have been written by somebody with fewer rights, or it may
 * be older than the object.
 */
final class SentFields {
  /** Two fields differ. */
  private static final JsonNode DIFFERS = MissingNode.getInstance();

  /** Nothing that a schema names is as deep. */
  private static final int DEEPEST = 200;

  /** The maps in which the API server puts no defaults. They are taken as they were sent. */
  private static final Set<String> WITHOUT_DEFAULTS =
      Set.of("labels", "annotations", "data", "binaryData", "matchLabels", "matchExpressions");

  /** The lists to which the API server and webhooks add. */
  private static final Set<String> LISTS = Set.of("finalizers", "ownerReferences");

  /** The lists of a Pod to which admission adds at the end, such as the volume of a token. */
  private static final Set<String> ADDED_TO =
      Set.of(
          "containers",
          "env",
          "imagePullSecrets",
          "initContainers",
          "tolerations",
          "volumeMounts",
          "volumes");

  private SentFields() {}

  /**
   * Returns these fields; empty if the annotation has what the object has not.
   *
   * @param said the manifest in the annotation
   */
  static Optional<ObjectNode> of(KubeObject object, ObjectNode said) {
    ObjectNode fields = SettableFields.of(said);
    fields.remove("kind");
    fields.remove("apiVersion");
    JsonNode metadata = fields.remove("metadata");
    JsonNode sent = namesAll(fields, object.json()) ? members(fields, object.json(), 0) : DIFFERS;
    JsonNode sentMetadata = metadata(metadata, object.metadata());
    if (!(sent instanceof ObjectNode manifest) || !(sentMetadata instanceof ObjectNode)) {
      return Optional.empty();
    }
    manifest.set("metadata", sentMetadata);
    return Optional.of(manifest);
  }

  /**
   * Whether the annotation names each map and list of the first level, for which there are no
   * defaults. A client-side apply also removes what the annotation does not name.
   */
  private static boolean namesAll(ObjectNode said, ObjectNode object) {
    return object.properties().stream()
        .filter(field -> field.getValue().isContainerNode() && !isNothing(field.getValue(), 0))
        .map(Map.Entry::getKey)
        .allMatch(
            name ->
                said.has(name)
                    || isWhole(name)
                    || name.equals("metadata")
                    || name.equals("status"));
  }

  private static JsonNode metadata(JsonNode said, JsonNode object) {
    ObjectNode considered = said.deepCopy();
    considered.remove(Set.of("name", "namespace"));
    // The API server takes some of ours off.
    if (considered.get("annotations") instanceof ObjectNode annotations) {
      annotations
          .propertyStream()
          .map(Map.Entry::getKey)
          .filter(name -> name.startsWith(SoftDelete.GROUP + "/"))
          .toList()
          .forEach(annotations::remove);
    }
    if (considered.path("labels").isArray()) {
      return DIFFERS;
    }
    ObjectNode lists = Json.object();
    for (String name : LISTS) {
      JsonNode list = considered.remove(name);
      if (list instanceof ArrayNode items && !items.isEmpty()) {
        if (!contains(object.path(name), items)) {
          return DIFFERS;
        }
        lists.set(name, items);
      }
    }
    return members(considered, object, 0) instanceof ObjectNode sent
        ? withAnnotations(sent, object).setAll(lists)
        : DIFFERS;
  }

  /** Client-side apply also writes the annotation itself. */
  private static ObjectNode withAnnotations(ObjectNode sent, JsonNode object) {
    sent.set("annotations", object.path("annotations").deepCopy());
    return sent;
  }

  private static boolean contains(JsonNode list, ArrayNode items) {
    return items.valueStream().allMatch(i -> list.valueStream().anyMatch(i::equals));
  }

  private static JsonNode members(ObjectNode said, JsonNode sent, int depth) {
    ObjectNode fields = Json.object();
    for (Map.Entry<String, JsonNode> field : said.properties()) {
      String name = field.getKey();
      JsonNode value = sent.path(name);
      JsonNode common = common(field.getValue(), beforeAdmission(field, value), depth + 1);
      if (common.isMissingNode()) {
        return DIFFERS;
      }
      fields.set(name, isWhole(name) ? whole(common, value) : common);
    }
    sent.properties().stream()
        .filter(field -> isWhole(field.getKey()) && !said.has(field.getKey()))
        .forEach(field -> fields.set(field.getKey(), field.getValue().deepCopy()));
    return fields;
  }

  /** Returns the list of a Pod with as many items as the annotation has. */
  private static JsonNode beforeAdmission(Map.Entry<String, JsonNode> said, JsonNode sent) {
    int items = said.getValue().size();
    if (!ADDED_TO.contains(said.getKey()) || !sent.isArray() || items == 0) {
      return sent;
    }
    ArrayNode first = Json.object().arrayNode();
    sent.valueStream().limit(items).forEach(first::add);
    return first;
  }

  /** Returns the map as it was sent, with the nulls that remove something. */
  private static JsonNode whole(JsonNode common, JsonNode sent) {
    if (common instanceof ObjectNode fields && sent instanceof ObjectNode map) {
      ObjectNode whole = map.deepCopy();
      whole.setAll(fields);
      return whole;
    }
    return common;
  }

  private static boolean isWhole(String name) {
    return WITHOUT_DEFAULTS.contains(name) || name.endsWith("elector");
  }

  private static JsonNode common(JsonNode said, JsonNode sent, int depth) {
    if (depth > DEEPEST) {
      return DIFFERS;
    }
    if (sent.isMissingNode() || sent.isNull()) {
      return isNothing(said, depth) ? said : DIFFERS;
    }
    if (said.isNull()) {
      // The API server has put in the default, unless the annotation is forged.
      return isNothing(sent, depth) ? said : sent.deepCopy();
    }
    if (said instanceof ObjectNode map) {
      return sent.isObject() ? members(map, sent, depth) : DIFFERS;
    }
    if (said instanceof ArrayNode list) {
      return sent.isArray() ? items(list, sent, depth) : DIFFERS;
    }
    return SameValue.of(said, sent) ? sent : DIFFERS;
  }

  private static JsonNode items(ArrayNode said, JsonNode sent, int depth) {
    ArrayNode items = Json.object().arrayNode();
    for (int i = 0; i < said.size() && said.size() == sent.size(); i++) {
      JsonNode item = common(said.get(i), sent.get(i), depth + 1);
      if (item.isMissingNode()) {
        return DIFFERS;
      }
      items.add(item);
    }
    return said.size() == sent.size() ? items : DIFFERS;
  }

  /** Whether the API server drops such a value, because it is that of a field that is not sent. */
  private static boolean isNothing(JsonNode value, int depth) {
    return switch (value.getNodeType()) {
      case NULL -> true;
      case BOOLEAN -> !value.booleanValue();
      case NUMBER -> value.decimalValue().signum() == 0;
      case STRING -> value.textValue().isEmpty();
      case ARRAY -> value.isEmpty();
      case OBJECT -> depth <= DEEPEST && value.valueStream().allMatch(v -> isNothing(v, depth + 1));
      default -> false;
    };
  }
}
