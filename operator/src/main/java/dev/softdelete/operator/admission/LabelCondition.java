package dev.softdelete.operator.admission;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates a label selector into CEL. */
public final class LabelCondition {
  private LabelCondition() {}

  /**
   * Returns a CEL expression for whether the labels match.
   *
   * @param selector null selects everything
   * @param labels a CEL expression for a map of labels
   */
  public static String of(LabelSelector selector, String labels) {
    if (selector == null) {
      return "true";
    }
    Map<String, String> equal = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    List<LabelSelectorRequirement> others =
        Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
    String all =
        Stream.concat(
                equal.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> in(labels, e.getKey(), List.of(e.getValue()))),
                others.stream().map(r -> of(r, labels)))
            .collect(Collectors.joining(" && "));
    return all.isEmpty() ? "true" : "(" + all + ")";
  }

  private static String of(LabelSelectorRequirement requirement, String labels) {
    String key = requirement.getKey();
    return switch (requirement.getOperator()) {
      case "In" -> in(labels, key, requirement.getValues());
      case "NotIn" -> "!(" + in(labels, key, requirement.getValues()) + ")";
      case "Exists" -> exists(labels, key);
      case "DoesNotExist" -> "!(" + exists(labels, key) + ")";
      default -> "false";
    };
  }

  private static String exists(String labels, String key) {
    return Cel.quote(key) + " in " + labels;
  }

  private static String in(String labels, String key, List<String> values) {
    return "%s && %s[%s] in %s"
        .formatted(exists(labels, key), labels, Cel.quote(key), Cel.list(values));
  }
}
