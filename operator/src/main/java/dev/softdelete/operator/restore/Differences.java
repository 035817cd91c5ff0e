package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds where two objects differ in the fields that users write. The status and the fields that the
 * API server sets are ignored.
 */
final class Differences {
  private static final Set<String> METADATA_OF_USERS =
      Set.of("labels", "annotations", "ownerReferences");

  /** Where a Secret has its values; the annotation of client-side apply has them too. */
  private static final Pattern PAYLOAD =
      Pattern.compile("^/(data|stringData|metadata/annotations)(/|$)");

  private Differences() {}

  /**
   * Returns the differences as sorted JSON Pointers. A list that differs counts as one difference.
   */
  static List<String> between(JsonNode one, JsonNode other) {
    var differences = new ArrayList<String>();
    compare("", essence(one), essence(other), differences);
    return List.copyOf(differences);
  }

  /**
   * Returns the differences that readers of a condition may see. Of the payload of a Secret, not
   * even the keys: whether a key is named tells whether a guessed value is right.
   */
  static List<String> withoutPayload(KubeObject object, List<String> differences) {
    return isSecret(object)
        ? differences.stream().filter(path -> !PAYLOAD.matcher(path).find()).toList()
        : differences;
  }

  private static boolean isSecret(KubeObject object) {
    return object.apiVersion().equals("v1") && object.kind().equals("Secret");
  }

  private static ObjectNode essence(JsonNode object) {
    ObjectNode essence = object.deepCopy();
    essence.remove("status");
    if (essence.path("metadata") instanceof ObjectNode metadata) {
      metadata.retain(METADATA_OF_USERS);
      if (metadata.path("annotations") instanceof ObjectNode annotations) {
        annotations.remove(RestoreMark.ANNOTATION);
      }
      METADATA_OF_USERS.forEach(
          field -> {
            if (metadata.path(field).isEmpty()) {
              metadata.remove(field);
            }
          });
    }
    return essence;
  }

  private static void compare(String path, JsonNode one, JsonNode other, List<String> into) {
    if (one.equals(other)) {
      return;
    }
    if (!one.isObject() || !other.isObject()) {
      into.add(path);
      return;
    }
    var fields = new TreeSet<String>();
    one.fieldNames().forEachRemaining(fields::add);
    other.fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      String escaped = field.replace("~", "~0").replace("/", "~1");
      compare(path + "/" + escaped, at(one, field), at(other, field), into);
    }
  }

  private static JsonNode at(JsonNode object, String field) {
    return object.has(field) ? object.get(field) : Json.object().path("none");
  }
}
