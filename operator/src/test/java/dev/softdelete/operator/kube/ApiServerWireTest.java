package dev.softdelete.operator.kube;

import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens on the connection, callers get an answer or one of two exceptions, and in time.
 */
@Tag("wire")
class ApiServerWireTest {
  private static final String PATH = "/api/v1/namespaces/shop/configmaps";
  private static final String CREATE = "POST " + PATH;
  private static final ObjectNode OBJECT = Json.object().put("kind", "ConfigMap");
  private static final Answer CREATED = ok(OBJECT);

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> create() {
    Answer page = new Answer(200, Map.of(), () -> "<html>Sign in</html>", Answer.Cut.NOWHERE);
    Answer refusingPage = new Answer(403, Map.of(), () -> "<html>No</html>", Answer.Cut.NOWHERE);
    return Stream.of(
        row("created", "ConfigMap", on(CREATE, CREATED)),
        row("truncated", "ConfigMap", on(CREATE, CREATED.truncated()), on(CREATE, CREATED)),
        thrice("cut", "UncheckedIOException", CREATE, CUT),
        thrice("truncated each time", "UncheckedIOException", CREATE, CREATED.truncated()),
        row("a page of a proxy", "UncheckedIOException", on(CREATE, page)),
        row("a refusal of a proxy", "ApiException 403", on(CREATE, refusingPage)),
        row("a date of a proxy", "ConfigMap", on(CREATE, CREATED.with("Date", "yesterday"))));
  }

  @ParameterizedTest
  @MethodSource
  void create(Row row) {
    server.play(row, () -> server.api().create(PATH, OBJECT).kind());
  }

  @Test
  void theApiServerSaysWhenToComeAgain() {
    server.play(
        row("429", "ConfigMap", on(CREATE, TOO_MANY), on(CREATE, CREATED)),
        () -> server.api().create(PATH, OBJECT).kind());

    assertThat(server.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void waitsLongerEachTimeAndNotForEver() {
    server.play(
        thrice("503", "ApiException 503", CREATE, UNAVAILABLE),
        () -> server.api().create(PATH, OBJECT).kind());

    assertThat(server.pauses()).isEqualTo(List.of(Duration.ofMillis(100), Duration.ofMillis(200)));
  }

  static Stream<Row> found() {
    String record = "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/r";
    String other = "GET /apis/example.com/v1/namespaces/shop/gadgets/g";
    return Stream.of(
        row("a record", "true", on(record, ok(OBJECT))),
        row("no record", "false", on(record, Answer.NOT_FOUND)),
        row("records are not served yet", "ApiException 404", on(record, Answer.NOT_SERVED)),
        row("a kind that is not served", "false", on(other, Answer.NOT_SERVED)));
  }

  /** Otherwise the operator would take records for purged after each start of the API server. */
  @ParameterizedTest
  @MethodSource
  void found(Row row) {
    String path = row.exchanges().getFirst().request().substring("GET ".length());

    server.play(row, () -> server.api().find(path).isPresent());
  }

  @Test
  void aClosedClientReachesNothing() {
    try (var other = new ScriptedApiServer()) {
      other.client().close();

      assertThat(ScriptedApiServer.outcome(() -> other.api().get(PATH)))
          .isEqualTo("UncheckedIOException");
    }
  }

  /** The program stops, so it is unknown whether the request was carried out, as after a crash. */
  @Test
  void anInterruptEndsTheWaitForAnAnswer() {
    server.reset();
    var released = new CompletableFuture<JsonNode>();
    server.plan(CREATE, ok(released::join));

    Thread.currentThread().interrupt();
    String outcome = ScriptedApiServer.outcome(() -> server.api().create(PATH, OBJECT));

    assertThat(Thread.interrupted()).isTrue();
    released.complete(OBJECT);
    assertThat(outcome).isEqualTo("UncheckedIOException");
    assertThat(server.pauses()).isEmpty();
    server.reset();
  }
}
