package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells what a live CustomResourceDefinition lacks of a wanted one: fields, values of enumerations,
 * validation rules, subresources and selectable fields. What it has besides belongs to a later
 * version, and does no harm.
 */
final class DefinitionDifference {
  private static final String RULES = "x-kubernetes-validations";

  private final List<String> missing = new ArrayList<>();

  private DefinitionDifference() {}

  /** Returns the paths of what is missing. */
  static List<String> missing(JsonNode wanted, JsonNode live) {
    var difference = new DefinitionDifference();
    for (JsonNode version : wanted.at("/spec/versions")) {
      difference.version(version, named(live.at("/spec/versions"), version));
    }
    return difference.missing;
  }

  private static JsonNode named(JsonNode versions, JsonNode version) {
    return versions
        .valueStream()
        .filter(v -> v.path("name").equals(version.path("name")))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void version(JsonNode wanted, JsonNode live) {
    String name = "version " + wanted.path("name").asText();
    if (!live.path("served").asBoolean(false)) {
      missing.add(name);
      return;
    }
    for (Map.Entry<String, JsonNode> subresource : wanted.path("subresources").properties()) {
      if (!live.path("subresources").has(subresource.getKey())) {
        missing.add("the subresource " + subresource.getKey());
      }
    }
    items(wanted, live, "selectableFields", "the selectable field ", "jsonPath");
    schema(wanted.at("/schema/openAPIV3Schema"), live.at("/schema/openAPIV3Schema"), "");
  }

  private void schema(JsonNode wanted, JsonNode live, String path) {
    for (Map.Entry<String, JsonNode> property : wanted.path("properties").properties()) {
      String field = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      JsonNode found = live.path("properties").path(property.getKey());
      if (found.isMissingNode()) {
        missing.add(field);
      } else {
        schema(property.getValue(), found, field);
      }
    }
    for (String nested : List.of("items", "additionalProperties")) {
      if (wanted.path(nested).isObject()) {
        schema(wanted.path(nested), live.path(nested), path + "[]");
      }
    }
    for (JsonNode value : wanted.path("enum")) {
      if (live.path("enum").valueStream().noneMatch(value::equals)) {
        missing.add("the value " + value.asText() + " of " + path);
      }
    }
    items(
        wanted,
        live,
        RULES,
        "a validation rule of " + (path.isEmpty() ? "it: " : path + ": "),
        "rule");
  }

  private void items(JsonNode wanted, JsonNode live, String list, String what, String key) {
    for (JsonNode item : wanted.path(list)) {
      if (live.path(list).valueStream().noneMatch(l -> l.path(key).equals(item.path(key)))) {
        missing.add(what + item.path(key).asText());
      }
    }
  }
}
