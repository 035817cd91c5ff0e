package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Match conditions that hold where none of many alternatives is true: as few as there can be, since
 * an expression has at most 100,000 characters and a webhook at most 64 conditions.
 */
final class Alternatives {
  private static final int LONGEST = 90_000;

  private Alternatives() {}

  /**
   * The conditions.
   *
   * @param name of the first; the others get a number
   * @param alternatives each an expression well below the limit
   */
  static List<ObjectNode> none(String name, List<String> alternatives) {
    return conditions(name, split(alternatives, " || "));
  }

  /**
   * The same for one expression over lists of strings.
   *
   * @param expression with {@code %s} for the list
   * @param literals each in quotes
   */
  static List<ObjectNode> none(String name, String expression, List<String> literals) {
    return conditions(
        name,
        split(literals, ", ").stream().map(l -> expression.replace("%s", "[" + l + "]")).toList());
  }

  private static List<ObjectNode> conditions(String name, List<String> expressions) {
    var conditions = new ArrayList<ObjectNode>();
    for (String expression : expressions) {
      String suffix = conditions.isEmpty() ? "" : "-" + (conditions.size() + 1);
      conditions.add(
          Json.object().put("name", name + suffix).put("expression", "!(" + expression + ")"));
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
