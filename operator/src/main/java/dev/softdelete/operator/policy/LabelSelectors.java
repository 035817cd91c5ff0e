package dev.softdelete.operator.policy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Matches labels against a selector in the same way as the API server. */
final class LabelSelectors {
  private LabelSelectors() {}

  /** Whether the labels satisfy the selector. An absent selector selects everything. */
  static boolean matches(LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return true;
    }
    boolean equal =
        selector.getMatchLabels() == null
            || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    return equal
        && (selector.getMatchExpressions() == null
            || selector.getMatchExpressions().stream().allMatch(r -> matches(r, labels)));
  }

  /** Whether no labels can satisfy both selectors, because they ask for different values. */
  static boolean disjoint(LabelSelector a, LabelSelector b) {
    if (a == null || b == null || a.getMatchLabels() == null || b.getMatchLabels() == null) {
      return false;
    }
    Map<String, String> wanted = b.getMatchLabels();
    return a.getMatchLabels().entrySet().stream()
        .anyMatch(e -> !wanted.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  private static boolean matches(LabelSelectorRequirement r, Map<String, String> labels) {
    String value = labels.get(r.getKey());
    return switch (r.getOperator()) {
      case "In" -> value != null && r.getValues().contains(value);
      case "NotIn" -> value == null || !r.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
