package dev.softdelete.operator.admission;

import dev.softdelete.api.MatchCondition;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds match conditions that hold if none of many alternatives is true. It builds as few
 * conditions as possible, because an expression has at most 100,000 characters and a webhook at
 * most 64 conditions.
 */
public final class CelConditions {
  private static final int LONGEST = 90_000;

  private CelConditions() {}

  /**
   * Returns the conditions.
   *
   * @param name the name of the first condition; the other names end with a number
   * @param alternatives expressions, each of which is well below the limit
   */
  public static List<MatchCondition> none(String name, List<String> alternatives) {
    return conditions(name, split(alternatives, " || "));
  }

  /**
   * Returns the conditions for one expression over lists of strings.
   *
   * @param expression the expression, with {@code %s} in place of the list
   * @param literals the quoted strings
   */
  public static List<MatchCondition> none(String name, String expression, List<String> literals) {
    return conditions(
        name,
        split(literals, ", ").stream().map(l -> expression.replace("%s", "[" + l + "]")).toList());
  }

  private static List<MatchCondition> conditions(String name, List<String> expressions) {
    var conditions = new ArrayList<MatchCondition>();
    for (String expression : expressions) {
      String suffix = conditions.isEmpty() ? "" : "-" + (conditions.size() + 1);
      conditions.add(new MatchCondition(name + suffix, "!(" + expression + ")"));
    }
    return conditions;
  }

  private static List<String> split(List<String> terms, String separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String term : terms) {
      if (!part.isEmpty() && part.length() + separator.length() + term.length() > LONGEST) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : separator).append(term);
    }
    parts.add(part.toString());
    return parts;
  }
}
