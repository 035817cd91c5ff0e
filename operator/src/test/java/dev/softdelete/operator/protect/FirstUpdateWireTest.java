package dev.softdelete.operator.protect;

import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server may answer to the update of a new object. */
@Tag("wire")
class FirstUpdateWireTest {
  private static final ObjectKey GADGET =
      new ObjectKey(
          ResourceType.of("example.com", "v1", "gadgets", "Gadget", true),
          Optional.of("ns"),
          "one");
  private static final String PATH = " /apis/example.com/v1/namespaces/ns/gadgets/one";
  private static final String READ = "GET" + PATH;
  private static final String UPDATE = "PATCH" + PATH;

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> selected() {
    return Stream.of(
        row(
            "takes the finalizer",
            "true",
            on(READ, ok(object("ns"))),
            on(UPDATE, ok(object("ns")))),
        row("refuses", "true", on(READ, ok(object("ns"))), on(UPDATE, INVALID)),
        row("is gone", "true", on(READ, NOT_FOUND)),
        row("goes", "true", on(READ, ok(object("ns"))), on(UPDATE, NOT_FOUND)),
        row("has it", "true", on(READ, ok(held()))),
        row("is being deleted", "true", on(READ, ok(deleting()))),
        thrice("no answer for now", "ApiException 503", UPDATE, UNAVAILABLE)
            .after(on(READ, ok(object("ns")))));
  }

  @ParameterizedTest
  @MethodSource
  void selected(Row row) {
    play(row, ResourceRule.of("*", "*"));
  }

  static Stream<Row> notSelected() {
    return Stream.of(row("another kind", "true", on(READ, ok(object("ns")))));
  }

  @ParameterizedTest
  @MethodSource
  void notSelected(Row row) {
    play(row, ResourceRule.of("", "configmaps"));
  }

  private static void play(Row row, ResourceRule rule) {
    var policy = Policies.named("p", Policies.covering(rule));
    var surroundings = new Scope.Surroundings("soft-delete-system", n -> Optional.of(Map.of()));
    server.play(
        row, () -> new FirstUpdate(server.api(), () -> List.of(policy), surroundings).done(GADGET));
  }

  private static ObjectNode object(String namespace) {
    ObjectNode object = Json.object();
    object.putObject("metadata").put("name", "one").put("namespace", namespace);
    return object;
  }

  private static ObjectNode held() {
    ObjectNode object = object("ns");
    object.withArray("/metadata/finalizers").add(SoftDelete.RETAIN_FINALIZER);
    return object;
  }

  private static ObjectNode deleting() {
    ObjectNode object = object("ns");
    object.withObject("/metadata").put("deletionTimestamp", "2026-12-01T00:00:00Z");
    return object;
  }
}
