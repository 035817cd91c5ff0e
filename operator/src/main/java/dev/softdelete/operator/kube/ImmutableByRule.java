package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the fields of a custom kind whose definition has the rule that they never change. */
final class ImmutableByRule {
  private static final Pattern SPACE = Pattern.compile("\\s");
  private static final Set<String> RULES = Set.of("self==oldSelf", "oldSelf==self");

  private ImmutableByRule() {}

  /** Whether the rule says that its field never changes, and nothing else. */
  static boolean is(String rule) {
    return RULES.contains(SPACE.matcher(rule).replaceAll(""));
  }

  /**
   * Returns the fields as JSON Pointers, without those inside lists and maps.
   *
   * @param version the version of the kind, without its group
   */
  static List<String> of(JsonNode definition, String version) {
    var found = new ArrayList<String>();
    for (JsonNode candidate : definition.at("/spec/versions")) {
      if (candidate.path("name").asText().equals(version)) {
        collect(candidate.at("/schema/openAPIV3Schema"), "", found);
      }
    }
    return found;
  }

  private static void collect(JsonNode schema, String path, List<String> found) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      if (is(rule.path("rule").asText())) {
        found.add(path);
        return;
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> collect(field.getValue(), path + "/" + escaped(field.getKey()), found));
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
