package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Labels and annotations that the administrator wants on every webhook configuration of the
 * operator, for example the mark by which a managed cluster leaves its selectors alone.
 */
public record ConfigurationMarks(Map<String, String> labels, Map<String, String> annotations) {
  public static final ConfigurationMarks NONE = new ConfigurationMarks(Map.of(), Map.of());

  private static final String DISABLED = "admissions.enforcer/disabled";

  public ConfigurationMarks {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Whether Azure's admissions enforcer is told to leave the configurations as they are. */
  boolean disableEnforcer() {
    return Stream.of(labels, annotations).anyMatch(marks -> "true".equals(marks.get(DISABLED)));
  }

  /**
   * Returns a copy of the configuration with the marks. What the operator itself writes wins,
   * because it finds its configurations by its own labels.
   */
  ObjectNode on(ObjectNode configuration) {
    ObjectNode marked = configuration.deepCopy();
    put(marked, "labels", labels);
    put(marked, "annotations", annotations);
    return marked;
  }

  private static void put(ObjectNode configuration, String field, Map<String, String> marks) {
    if (marks.isEmpty()) {
      return;
    }
    ObjectNode existing = configuration.withObject("/metadata/" + field);
    marks.forEach((key, value) -> existing.putIfAbsent(key, TextNode.valueOf(value)));
  }
}
