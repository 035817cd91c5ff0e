package dev.softdelete.operator.capture;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.NOT_SERVED;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.WEBHOOK_DOWN;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An object counts as released only if it is gone, or if our request removed its finalizer. */
@Tag("wire")
class ReleaseWireTest {
  private static final String OBJECT = "PATCH /apis/example.com/v1/namespaces/shop/widgets/w";
  private static final String STATUS = OBJECT + "/status";
  private static final Answer RELEASED = ok(widget());
  private static final Answer RETAINED = ok(widget(SoftDelete.RETAIN_FINALIZER));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> ofAKindWithoutStatus() {
    return Stream.of(
        row("released", "released", on(OBJECT, RELEASED)),
        row("put back by somebody's webhook", "Stuck", on(OBJECT, RETAINED)),
        row("404", "released", on(OBJECT, NOT_FOUND)),
        row("404, because its kind is not served now", "ApiException 404", on(OBJECT, NOT_SERVED)),
        row("404 of a webhook", "Stuck", on(OBJECT, NOT_FOUND.byWebhook())),
        row("409 Conflict", "Changed", on(OBJECT, CONFLICT)),
        row("409 Conflict of a webhook", "Stuck", on(OBJECT, CONFLICT.byWebhook())),
        row("409 AlreadyExists", "Changed", on(OBJECT, ALREADY_EXISTS)),
        row("409 AlreadyExists of a webhook", "Stuck", on(OBJECT, ALREADY_EXISTS.byWebhook())),
        row("410", "Stuck", on(OBJECT, EXPIRED)),
        row("422", "Stuck", on(OBJECT, INVALID)),
        row("429 once", "released", on(OBJECT, TOO_MANY), on(OBJECT, RELEASED)),
        thrice("429", "ApiException 429", OBJECT, TOO_MANY),
        thrice("500 of a webhook that is down", "Stuck", OBJECT, WEBHOOK_DOWN),
        row("503 once", "released", on(OBJECT, UNAVAILABLE), on(OBJECT, RELEASED)),
        thrice("503", "ApiException 503", OBJECT, UNAVAILABLE),
        row("cut once", "released", on(OBJECT, CUT), on(OBJECT, RELEASED)),
        thrice("cut", "UncheckedIOException", OBJECT, CUT),
        row("lost, then gone", "released", on(OBJECT, RELEASED.lost()), on(OBJECT, NOT_FOUND)),
        row(
            "lost, and another finalizer holds it",
            "Changed",
            on(OBJECT, RELEASED.lost()),
            on(OBJECT, CONFLICT)),
        row(
            "truncated, then gone",
            "released",
            on(OBJECT, RELEASED.truncated()),
            on(OBJECT, NOT_FOUND)),
        thrice("lost each time", "UncheckedIOException", OBJECT, RELEASED.lost()));
  }

  @ParameterizedTest
  @MethodSource
  void ofAKindWithoutStatus(Row row) {
    server.play(row, () -> release(Set.of()));
    assertSameConditionalPatch(OBJECT);
  }

  static Stream<Row> throughItsStatus() {
    return Stream.of(
            row("released", "released", on(STATUS, RELEASED)),
            row("a status that ignores metadata", "Stuck", on(STATUS, RETAINED)),
            row("404, of the object or of its status", "Changed", on(STATUS, NOT_FOUND)),
            row("404, because it is not served", "Changed", on(STATUS, NOT_SERVED)),
            row("409 Conflict", "Changed", on(STATUS, CONFLICT)),
            row("409 AlreadyExists", "Changed", on(STATUS, ALREADY_EXISTS)),
            row("410", "Stuck", on(STATUS, EXPIRED)),
            row("422", "Stuck", on(STATUS, INVALID)),
            thrice("429", "ApiException 429", STATUS, TOO_MANY),
            thrice("503", "ApiException 503", STATUS, UNAVAILABLE),
            thrice("cut", "UncheckedIOException", STATUS, CUT),
            row("lost, then gone", "Changed", on(STATUS, RELEASED.lost()), on(STATUS, NOT_FOUND)))
        .map(row -> row.after(on(OBJECT, INVALID)));
  }

  @ParameterizedTest
  @MethodSource
  void throughItsStatus(Row row) {
    server.play(row, () -> release(Set.of("status")));
    assertSameConditionalPatch(STATUS);
  }

  static Stream<Row> notThroughItsStatus() {
    return Stream.of(
        row("404", "released", on(OBJECT, NOT_FOUND)),
        row("409", "Changed", on(OBJECT, CONFLICT)),
        thrice("429", "ApiException 429", OBJECT, TOO_MANY),
        thrice("503", "ApiException 503", OBJECT, UNAVAILABLE),
        thrice("cut", "UncheckedIOException", OBJECT, CUT));
  }

  @ParameterizedTest
  @MethodSource
  void notThroughItsStatus(Row row) {
    server.play(row, () -> release(Set.of("status")));
  }

  /** Checks that a repeated request cannot release another version than the one that was saved. */
  private static void assertSameConditionalPatch(String request) {
    List<String> bodies = server.bodies(request);
    assertThat(bodies)
        .allSatisfy(
            body ->
                assertThat(body)
                    .contains(
                        "\"uid\":\"u-1\"", "\"resourceVersion\":\"7\"", "\"finalizers\":null"));
  }

  private static String release(Set<String> subresources) {
    var type =
        new ResourceType("example.com", "v1", "widgets", "Widget", true, Set.of(), subresources);
    return new Release(server.api())
        .release(
            new ObjectKey(type, Optional.of("shop"), "w"),
            new KubeObject(widget(SoftDelete.RETAIN_FINALIZER)))
        .map(outcome -> outcome.getClass().getSimpleName())
        .orElse("released");
  }

  private static ObjectNode widget(String... finalizers) {
    ObjectNode widget = Json.object().put("apiVersion", "example.com/v1").put("kind", "Widget");
    ObjectNode metadata = widget.putObject("metadata").put("name", "w").put("namespace", "shop");
    metadata.put("uid", "u-1").put("resourceVersion", "7");
    metadata.put("deletionTimestamp", "2026-11-25T12:00:00Z");
    List.of(finalizers).forEach(metadata.putArray("finalizers")::add);
    return widget;
  }
}
