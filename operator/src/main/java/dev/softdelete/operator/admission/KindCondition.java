package dev.softdelete.operator.admission;

import dev.softdelete.api.ResourceRule;
import java.util.List;
import java.util.stream.Collectors;

/** Rules over kinds as CEL, for webhooks: their rules exclude nothing. */
public final class KindCondition {
  private KindCondition() {}

  /** Whether the request is about a kind that the rule names. */
  public static String of(ResourceRule rule) {
    return "("
        + in("request.resource.group", rule.apiGroups())
        + " && "
        + in("request.resource.resource", rule.resources())
        + ")";
  }

  static String noneOf(List<ResourceRule> rules) {
    return rules.stream().map(KindCondition::of).collect(Collectors.joining(" || ", "!(", ")"));
  }

  private static String in(String field, List<String> values) {
    return values.contains("*") ? "true" : field + " in " + Cel.list(values);
  }
}
