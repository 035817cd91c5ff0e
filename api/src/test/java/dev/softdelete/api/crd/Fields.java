package dev.softdelete.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.stream.Stream;

/** Finds the schema of a field by its path; lists are stepped into on the way. */
final class Fields {
  private Fields() {}

  static JSONSchemaProps at(JSONSchemaProps schema, String path) {
    JSONSchemaProps found = schema;
    for (String name : List.of(path.split("\\."))) {
      JSONSchemaProps object = found.getItems() == null ? found : found.getItems().getSchema();
      found = object.getProperties().get(name);
      if (found == null) {
        throw new IllegalArgumentException("no field " + path);
      }
    }
    return found;
  }

  static void describe(JSONSchemaProps schema, String path, String description) {
    at(schema, path).setDescription(description);
  }

  static void oneOf(JSONSchemaProps schema, String path, String... values) {
    at(schema, path).setEnum(Stream.of(values).<JsonNode>map(TextNode::new).toList());
  }

  /** A list without doubles, whose entries several appliers may own. */
  static void set(JSONSchemaProps schema, String path) {
    at(schema, path).setXKubernetesListType("set");
  }

  static void map(JSONSchemaProps schema, String path, String key) {
    JSONSchemaProps list = at(schema, path);
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }
}
