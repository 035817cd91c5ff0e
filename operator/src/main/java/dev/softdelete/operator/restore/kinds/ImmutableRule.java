package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Which fields of a kind no update may change, as the API server's validation has it. */
@FunctionalInterface
interface ImmutableRule {

  /**
   * Returns the fields that certainly change, as JSON Pointers.
   *
   * @param before the object that would be restored
   * @param manifest what would be applied on top of it
   */
  Stream<String> changed(ObjectNode before, ObjectNode manifest);

  /** Returns the rule that these fields never change. */
  static ImmutableRule never(String... pointers) {
    return (before, manifest) ->
        Stream.of(pointers).filter(p -> !SameValue.contains(before.at(p), manifest.at(p)));
  }

  /** Returns the rule that nothing in a field changes except these fields of it. */
  static ImmutableRule allBut(String pointer, String... except) {
    Set<String> mutable = Set.of(except);
    return (before, manifest) ->
        manifest
            .at(pointer)
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(name -> !mutable.contains(name))
            .map(name -> pointer + "/" + name)
            .filter(p -> !SameValue.contains(before.at(p), manifest.at(p)));
  }

  /** Returns the rule that a list never changes, whose order means nothing. */
  static ImmutableRule set(String pointer) {
    return (before, manifest) ->
        Stream.of(pointer)
            .filter(p -> !manifest.at(p).isMissingNode())
            .filter(p -> !texts(before.at(p)).equals(texts(manifest.at(p))));
  }

  /** Returns the rule that the text of a field never changes once it has one, which may be "". */
  static ImmutableRule onceSet(String pointer) {
    return (before, manifest) ->
        Stream.of(pointer)
            .filter(p -> before.at(p).isTextual() && manifest.at(p).isTextual())
            .filter(p -> !before.at(p).equals(manifest.at(p)));
  }

  /**
   * Returns the rule that these fields of the elements of a list never change. An element is found
   * by its name. The object may have more elements, which admission has added.
   */
  static ImmutableRule elements(String pointer, String... fields) {
    return (before, manifest) ->
        Stream.of(pointer)
            .filter(
                p ->
                    manifest
                        .at(p)
                        .valueStream()
                        .anyMatch(
                            sent ->
                                named(before.at(p), sent.path("name").asText())
                                    .map(old -> differs(old, sent, fields))
                                    .orElse(true)));
  }

  /** Returns this rule where the condition holds. */
  default ImmutableRule where(BiPredicate<ObjectNode, ObjectNode> condition) {
    return (before, manifest) ->
        condition.test(before, manifest) ? changed(before, manifest) : Stream.empty();
  }

  /** Returns the rule of both. */
  default ImmutableRule and(ImmutableRule other) {
    return (before, manifest) ->
        Stream.concat(changed(before, manifest), other.changed(before, manifest));
  }

  private static Optional<JsonNode> named(JsonNode list, String name) {
    return list.valueStream().filter(e -> e.path("name").asText().equals(name)).findFirst();
  }

  private static boolean differs(JsonNode old, JsonNode sent, String... fields) {
    return Stream.of(fields).anyMatch(f -> !SameValue.contains(old.path(f), sent.path(f)));
  }

  private static Set<String> texts(JsonNode list) {
    var texts = new HashSet<String>();
    list.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
