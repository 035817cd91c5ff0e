package dev.softdelete.api.crd;

import static dev.softdelete.api.crd.Markdown.code;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in Markdown what the API server checks and sets in a field. */
final class FieldRules {
  private final List<String> rules = new ArrayList<>();

  private FieldRules() {}

  static List<String> of(Field field) {
    var all = new FieldRules();
    if (field.required()) {
      all.rules.add("required");
    }
    all.add(field.schema());
    return all.rules;
  }

  /** Returns the messages of the CEL rules of a schema. */
  static List<String> cel(JSONSchemaProps schema) {
    return schema.getXKubernetesValidations().stream()
        .map(rule -> Markdown.text(rule.getMessage()))
        .distinct()
        .toList();
  }

  private void add(JSONSchemaProps schema) {
    if (schema.getDefault() != null) {
      rules.add("default: " + code(value(schema.getDefault())));
    }
    if (!schema.getEnum().isEmpty()) {
      rules.add(
          schema.getEnum().stream()
              .map(value -> code(value(value)))
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    if (schema.getFormat() != null) {
      rules.add("format: " + code(schema.getFormat()));
    }
    range(number(schema.getMinimum()), number(schema.getMaximum()), "");
    range(number(schema.getMinLength()), number(schema.getMaxLength()), "character");
    range(number(schema.getMinItems()), number(schema.getMaxItems()), "item");
    range(number(schema.getMinProperties()), number(schema.getMaxProperties()), "key");
    if (schema.getPattern() != null) {
      rules.add("pattern: " + code(schema.getPattern()));
    }
    unique(schema);
    cel(schema).forEach(message -> rules.add("rule: " + message));
    addOfElement(schema, schema.getItems() == null ? "each value: " : "each item: ");
  }

  /** Adds what applies to each item or value. The fields of an element have rows of their own. */
  private void addOfElement(JSONSchemaProps schema, String prefix) {
    var ofElement = new FieldRules();
    EverySchema.element(schema).ifPresent(ofElement::add);
    ofElement.rules.forEach(rule -> rules.add(prefix + rule));
  }

  private void unique(JSONSchemaProps schema) {
    if ("set".equals(schema.getXKubernetesListType())) {
      rules.add("items are unique");
    }
    if ("map".equals(schema.getXKubernetesListType())) {
      rules.add(
          "items are unique by " + code(String.join(", ", schema.getXKubernetesListMapKeys())));
    }
  }

  private void range(String least, String most, String unit) {
    if (least != null && least.equals(most)) {
      rules.add("exactly " + amount(most, unit));
    } else if (least != null && most != null) {
      rules.add(least + " to " + amount(most, unit));
    } else if (least != null) {
      rules.add("at least " + amount(least, unit));
    } else if (most != null) {
      rules.add("at most " + amount(most, unit));
    }
  }

  private static String amount(String number, String unit) {
    return unit.isEmpty() ? number : number + " " + unit + (number.equals("1") ? "" : "s");
  }

  private static String number(Number number) {
    return number == null
        ? null
        : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
  }

  private static String value(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
