package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** A label selector, whose Java type is not ours to annotate. */
final class LabelSelectorSchema {
  private LabelSelectorSchema() {}

  static void complete(JSONSchemaProps selector) {
    selector.setXKubernetesMapType("atomic");
    Fields.describe(selector, "matchLabels", "Labels and the values they must have.");
    Fields.describe(selector, "matchExpressions", "Requirements that must all be met.");
    JSONSchemaProps expression = Fields.at(selector, "matchExpressions").getItems().getSchema();
    expression.setRequired(List.of("key", "operator"));
    Fields.describe(expression, "key", "The label's key.");
    Fields.describe(expression, "operator", "In, NotIn, Exists or DoesNotExist.");
    Fields.oneOf(expression, "operator", "In", "NotIn", "Exists", "DoesNotExist");
    Fields.describe(expression, "values", "For In and NotIn: the values; for the others: none.");
  }
}
