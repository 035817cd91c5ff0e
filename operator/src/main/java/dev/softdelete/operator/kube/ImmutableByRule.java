package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the fields of a custom kind whose definition has the rule that they never change. */
final class ImmutableByRule {
  private static final Pattern SPACE = Pattern.compile("\\s");

  /** {@code self.f == oldSelf.f}, in either order, also only if the field was set before. */
  private static final Pattern NEVER =
      Pattern.compile(
          "(?:!has\\(oldSelf(?<guard>(?:\\.\\w+)+)\\)\\|\\|(?=.*\\k<guard>$))?"
              + "(?:self(?<first>(?:\\.\\w+)*)==oldSelf\\k<first>"
              + "|oldSelf(?<second>(?:\\.\\w+)*)==self\\k<second>)");

  private static final Set<String> NOT_CONTENT = Set.of("apiVersion", "kind", "metadata", "status");
  private static final Set<String> UNORDERED = Set.of("set", "map");

  private ImmutableByRule() {}

  /**
   * Whether the rule says that what has it never changes, and nothing else. A rule about a field
   * below it fails where that field is not set.
   */
  static boolean is(String rule) {
    return field(rule).filter(String::isEmpty).isPresent();
  }

  /** Returns the field that never changes, below what has the rule: "" or names with a dot each. */
  private static Optional<String> field(String rule) {
    Matcher matcher = NEVER.matcher(SPACE.matcher(rule).replaceAll(""));
    return matcher.matches()
        ? Stream.of("first", "second").map(matcher::group).filter(Objects::nonNull).findFirst()
        : Optional.empty();
  }

  /**
   * Returns the fields as JSON Pointers, without those inside lists and maps, and without those
   * with a list whose order means nothing.
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
      Optional<String> field = field(rule.path("rule").asText());
      if (field.isPresent() && !hasUnorderedList(schema)) {
        found.addAll(
            (path + field.get()).isEmpty()
                ? contentOf(schema)
                : List.of(path + field.get().replace('.', '/')));
      }
      if (field.filter(String::isEmpty).isPresent()) {
        return;
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> collect(field.getValue(), path + "/" + escaped(field.getKey()), found));
  }

  /** A rule of the whole object does not see its metadata; its status is not part of a manifest. */
  private static List<String> contentOf(JsonNode schema) {
    return schema
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !NOT_CONTENT.contains(name))
        .map(name -> "/" + escaped(name))
        .toList();
  }

  /** Lists of which CEL ignores the order: a manifest with another order changes nothing. */
  private static boolean hasUnorderedList(JsonNode schema) {
    return UNORDERED.contains(schema.path("x-kubernetes-list-type").asText())
        || Stream.concat(
                schema.path("properties").valueStream(),
                Stream.of(schema.path("items"), schema.path("additionalProperties")))
            .filter(JsonNode::isObject)
            .anyMatch(ImmutableByRule::hasUnorderedList);
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
