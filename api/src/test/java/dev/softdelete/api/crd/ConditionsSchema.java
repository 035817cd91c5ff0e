package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a status, with the bounds that Kubernetes gives its own. */
final class ConditionsSchema {
  private static final String CAMEL_CASE = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$";
  private static final String QUALIFIED_NAME =
      "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
          + "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

  private ConditionsSchema() {}

  static void complete(JSONSchemaProps conditions, String... alsoRequired) {
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));

    JSONSchemaProps condition = conditions.getItems().getSchema();
    condition.setDescription("A condition describes one aspect of the state of the object.");
    List<String> required = new ArrayList<>(List.of("message", "reason", "status", "type"));
    required.addAll(List.of(alsoRequired));
    condition.setRequired(required);

    text(condition, "type", "The type of the condition.", 316, QUALIFIED_NAME);
    text(
        condition,
        "reason",
        "The reason for the status as a CamelCase word, for programs.",
        1024,
        CAMEL_CASE);
    text(
        condition,
        "message",
        "The reason for the status in a human-readable form, and what to do about it.",
        32768,
        null);
    Fields.describe(condition, "status", "The status of the condition: True, False or Unknown.");
    Fields.oneOf(condition, "status", "True", "False", "Unknown");
    Fields.describe(
        condition, "lastTransitionTime", "When the status of the condition changed last.");
    Fields.at(condition, "lastTransitionTime").setFormat("date-time");
    Fields.describe(
        condition,
        "observedGeneration",
        "The generation of the object to which the condition refers.");
    Fields.at(condition, "observedGeneration").setMinimum(0.0);
  }

  private static void text(
      JSONSchemaProps condition, String name, String description, long maxLength, String pattern) {
    JSONSchemaProps field = Fields.at(condition, name);
    field.setDescription(description);
    field.setMaxLength(maxLength);
    field.setPattern(pattern);
  }
}
