package dev.softdelete.operator.kube;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A definition is read once for each of its generations. */
@Tag("wire")
class DefinitionsWireTest {
  private static final ResourceType GADGETS =
      ResourceType.of("example.com", "v1", "gadgets", "Gadget", true);
  private static final String READ =
      "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> unchanged() {
    return Stream.of(
        row("established", "true", on(READ, ok(definition(2, true)))),
        row(
            "not established yet",
            "true",
            on(READ, ok(definition(2, false))),
            on(READ, ok(definition(2, true)))));
  }

  @ParameterizedTest
  @MethodSource
  void unchanged(Row row) {
    play(row, definitions -> definitions.seen("gadgets.example.com", "u", 2));
  }

  static Stream<Row> absent() {
    return Stream.of(row("no custom kind", "false", on(READ, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void absent(Row row) {
    play(row, definitions -> definitions.seen("others.example.com", "u", 2));
  }

  static Stream<Row> changed() {
    return Stream.of(
        row("edited", "true", on(READ, ok(definition(1, true))), on(READ, ok(definition(2, true)))),
        row("created", "true", on(READ, NOT_FOUND), on(READ, ok(definition(2, true)))));
  }

  @ParameterizedTest
  @MethodSource
  void changed(Row row) {
    play(row, definitions -> definitions.seen("gadgets.example.com", "u", 2));
  }

  static Stream<Row> createdAgain() {
    return Stream.of(
        row(
            "another definition with the same generation",
            "true",
            on(READ, ok(definition(2, true))),
            on(READ, ok(definition(2, true)))));
  }

  @ParameterizedTest
  @MethodSource
  void createdAgain(Row row) {
    play(row, definitions -> definitions.seen("gadgets.example.com", "another", 2));
  }

  static Stream<Row> gone() {
    return Stream.of(
        row("deleted", "false", on(READ, ok(definition(1, true))), on(READ, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void gone(Row row) {
    play(row, definitions -> definitions.gone("gadgets.example.com"));
  }

  private static void play(Row row, Consumer<Definitions> between) {
    server.play(
        row,
        () -> {
          var definitions = new Definitions(new LiveDefinitions(server.api()));
          definitions.of(GADGETS);
          between.accept(definitions);
          return definitions.of(GADGETS).flatMap(CustomKind::established).isPresent();
        });
  }

  private static ObjectNode definition(long generation, boolean established) {
    ObjectNode definition = Json.object();
    definition.putObject("metadata").put("uid", "u").put("generation", generation);
    definition
        .withArray("/status/conditions")
        .addObject()
        .put("type", "Established")
        .put("status", established ? "True" : "False")
        .put("lastTransitionTime", "2026-12-01T00:00:00Z");
    return definition;
  }
}
