package dev.softdelete.operator.admission;

import dev.softdelete.api.ResourceRule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Translates rules for kinds into CEL. Webhooks need it because their rules cannot exclude kinds.
 */
public final class KindCondition {
  private KindCondition() {}

  /** Returns a CEL expression for whether the request concerns a kind that the rule names. */
  public static String of(ResourceRule rule) {
    return "(%s && %s)"
        .formatted(
            in("request.resource.group", rule.apiGroups()),
            in("request.resource.resource", rule.resources()));
  }

  /** Returns a CEL expression for whether no rule names the kind; without rules it is true. */
  public static String noneOf(List<ResourceRule> rules) {
    if (rules.isEmpty()) {
      return "true";
    }
    return rules.stream().map(KindCondition::of).collect(Collectors.joining(" || ", "!(", ")"));
  }

  private static String in(String field, List<String> values) {
    return values.contains("*") ? "true" : field + " in " + Cel.list(values);
  }
}
