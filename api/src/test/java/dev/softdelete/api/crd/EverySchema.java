package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** What holds for every schema, whatever it describes. */
final class EverySchema {
  private static final String POSITIVE_QUANTITY =
      "^([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  private EverySchema() {}

  static void complete(JSONSchemaProps schema) {
    // The annotations of a record component are on its field and on its accessor: each rule comes
    // twice.
    schema.setXKubernetesValidations(
        schema.getXKubernetesValidations().stream().distinct().toList());
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      schema.setPattern(POSITIVE_QUANTITY);
      schema.setMaxLength(32L);
    }
    if ("array".equals(schema.getType()) && schema.getXKubernetesListType() == null) {
      schema.setXKubernetesListType("atomic");
    }
    children(schema).forEach(EverySchema::complete);
  }

  static List<JSONSchemaProps> children(JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return List.of(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      return List.of(schema.getAdditionalProperties().getSchema());
    }
    return List.copyOf(schema.getProperties().values());
  }
}
