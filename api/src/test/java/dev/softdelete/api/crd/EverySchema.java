package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import java.util.List;
import java.util.Optional;

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
    return element(schema)
        .map(List::of)
        .orElseGet(() -> List.copyOf(schema.getProperties().values()));
  }

  /** Returns the schema of the items of a list, or of the values of a map. */
  static Optional<JSONSchemaProps> element(JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return Optional.of(schema.getItems().getSchema());
    }
    return Optional.ofNullable(schema.getAdditionalProperties())
        .map(JSONSchemaPropsOrBool::getSchema);
  }
}
