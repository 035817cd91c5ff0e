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
    condition.setDescription("One aspect of the state of the object.");
    List<String> required = new ArrayList<>(List.of("message", "reason", "status", "type"));
    required.addAll(List.of(alsoRequired));
    condition.setRequired(required);

    text(condition, "type", "What is true or not.", 316, QUALIFIED_NAME);
    text(condition, "reason", "Why, in one word in CamelCase, for programs.", 1024, CAMEL_CASE);
    text(condition, "message", "Why, for people, and what to do about it.", 32768, null);
    Fields.describe(condition, "status", "True, False or Unknown.");
    Fields.oneOf(condition, "status", "True", "False", "Unknown");
    Fields.describe(condition, "lastTransitionTime", "When the status last changed.");
    Fields.at(condition, "lastTransitionTime").setFormat("date-time");
    Fields.describe(
        condition, "observedGeneration", "The generation of the spec that this speaks of.");
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
