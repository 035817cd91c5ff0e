package dev.softdelete.operator.admission;

import dev.softdelete.api.ResourceRule;
import java.util.List;
import java.util.stream.Collectors;

/** Rules over kinds as CEL, for webhooks: their rules exclude nothing. */
final class KindCondition {
  private KindCondition() {}

  static String noneOf(List<ResourceRule> rules) {
    return rules.stream()
        .map(
            r ->
                "("
                    + in("request.resource.group", r.apiGroups())
                    + " && "
                    + in("request.resource.resource", r.resources())
                    + ")")
        .collect(Collectors.joining(" || ", "!(", ")"));
  }

  private static String in(String field, List<String> values) {
    return values.contains("*")
        ? "true"
        : field + values.stream().map(Cel::quote).collect(Collectors.joining(", ", " in [", "]"));
  }
}
