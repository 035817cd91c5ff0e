package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.stream.Stream;

/**
 * A field of a custom resource.
 *
 * @param path the path from the resource, with {@code []} for the items of a list and {@code *} for
 *     the keys of a map
 */
record Field(String path, JSONSchemaProps schema, boolean required) {

  /** Returns every field below a schema: each one directly before its own fields. */
  static List<Field> below(JSONSchemaProps schema) {
    return below("", schema).toList();
  }

  private static Stream<Field> below(String path, JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return below(path + "[]", schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      return below(path + ".*", schema.getAdditionalProperties().getSchema());
    }
    return schema.getProperties().entrySet().stream()
        .map(
            property ->
                new Field(
                    path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                    property.getValue(),
                    schema.getRequired().contains(property.getKey())))
        .flatMap(field -> Stream.concat(Stream.of(field), below(field.path(), field.schema())));
  }

  /** Returns the type in the notation of the Kubernetes API reference. */
  String type() {
    return type(schema);
  }

  private static String type(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    if (schema.getItems() != null) {
      return "[]" + type(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      return "map[string]" + type(schema.getAdditionalProperties().getSchema());
    }
    return schema.getType();
  }
}
