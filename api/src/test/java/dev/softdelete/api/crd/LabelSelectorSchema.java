package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** A label selector, whose Java type is not ours to annotate. */
final class LabelSelectorSchema {
  private LabelSelectorSchema() {}

  static void complete(JSONSchemaProps selector) {
    selector.setXKubernetesMapType("atomic");
    Fields.describe(selector, "matchLabels", "Labels that must be present with these values.");
    Fields.describe(
        selector, "matchExpressions", "Requirements for labels. All of them must be met.");
    JSONSchemaProps expression = Fields.at(selector, "matchExpressions").getItems().getSchema();
    expression.setRequired(List.of("key", "operator"));
    Fields.describe(expression, "key", "The key of the label.");
    Fields.describe(
        expression,
        "operator",
        "How to compare the label with the values: In, NotIn, Exists or DoesNotExist.");
    Fields.oneOf(expression, "operator", "In", "NotIn", "Exists", "DoesNotExist");
    Fields.describe(
        expression,
        "values",
        "The values to compare with. The list must not be empty for In and NotIn, and must be"
            + " empty for Exists and DoesNotExist.");
  }
}
