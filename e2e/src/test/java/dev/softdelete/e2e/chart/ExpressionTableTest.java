package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/expressions.md has a row for each expression of the admission policies and webhook
 * configurations that iterates, or takes texts apart, with a bound on its cost.
 */
class ExpressionTableTest {
  private static final Path TABLE = Repository.file("docs/expressions.md");
  private static final Path TEMPLATES =
      Repository.file("operator/src/main/resources/dev/softdelete/operator");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern ITERATES =
      Pattern.compile(
          "\\.(all|exists|exists_one|map|filter|split|join|replace|matches|contains)\\("
              // An expression that is written elsewhere; the others are texts and numbers.
              + "|\\$\\{(?!operator|namespace|canary|isCanary|longestName|mostHosts)\\w+}");
  private static final List<String> FIELDS =
      List.of("expression", "messageExpression", "valueExpression");

  @Test
  void hasARowForEachExpressionThatIterates() throws IOException {
    Set<String> rows = new TreeSet<>();
    ROW.matcher(Files.readString(TABLE)).results().map(r -> r.group(1)).forEach(rows::add);

    assertThat(rows).isEqualTo(iterating());
  }

  private static Set<String> iterating() throws IOException {
    Set<String> found = new TreeSet<>();
    var chart = RenderedChart.with("mutatingAdmissionPolicies=always");
    for (String kind : List.of("ValidatingAdmissionPolicy", "MutatingAdmissionPolicy")) {
      chart
          .ofKind(kind)
          .forEach(p -> collect(p.path("spec"), p.at("/metadata/name").asText(), "", 0, found));
    }
    for (Path file : templates()) {
      String name = TEMPLATES.relativize(file).toString();
      collect(RenderedChart.one(Files.readString(file)), name, "", 0, found);
    }
    return found;
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).toList();
    }
  }

  /**
   * Collects the names of the expressions.
   *
   * @param list the field of the innermost list around the node
   * @param index the position in this list
   */
  private static void collect(
      JsonNode node, String file, String list, int index, Set<String> found) {
    boolean expression = FIELDS.stream().anyMatch(node::has);
    if (expression) {
      boolean iterates =
          FIELDS.stream().anyMatch(f -> ITERATES.matcher(node.path(f).asText()).find());
      if (iterates) {
        found.add(file + ": " + name(node, list, index));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          collect(value.get(i), file, field.getKey(), i, found);
        }
      } else if (value.isTextual()) {
        placeholder(value, file, field.getKey(), found);
      } else {
        collect(value, file, list, index, found);
      }
    }
    placeholder(node, file, list, found);
  }

  /** Adds conditions and variables that are generated. */
  private static void placeholder(JsonNode text, String file, String list, Set<String> found) {
    if (text.isTextual()
        && text.asText().startsWith("${")
        && Set.of("matchConditions", "variables").contains(list)) {
      found.add(file + ": " + text.asText().replaceAll("[${}]", ""));
    }
  }

  private static String name(JsonNode node, String list, int index) {
    return Stream.of("name", "key")
        .filter(node::has)
        .map(f -> node.path(f).asText())
        .findFirst()
        .orElseGet(() -> list.substring(0, list.length() - 1) + " " + (index + 1));
  }
}
