package dev.softdelete.operator.record;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.NOT_SERVED;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deletion has one record, however often the record is written. */
@Tag("wire")
class RecordWriterWireTest {
  private static final String RECORDS = "/apis/softdelete.dev/v1/namespaces/shop/deletedresources";
  private static final String CREATE = "POST " + RECORDS;
  private static final String GET = "GET " + RECORDS + "/configmap-c-1";
  private static final String PATCH = "PATCH " + RECORDS + "/configmap-c-1";
  private static final String CREATE_IN_OURS =
      "POST /apis/softdelete.dev/v1/namespaces/ours/deletedresources";
  private static final String GET_IN_OURS =
      "GET /apis/softdelete.dev/v1/namespaces/ours/deletedresources/configmap-c-1";
  private static final String PATCH_IN_OURS =
      "PATCH /apis/softdelete.dev/v1/namespaces/ours/deletedresources/configmap-c-1";

  private static final Answer WRITTEN = ok(record("shop", "new"));
  private static final Answer OLDER = ok(record("shop", "old"));
  private static final Answer IN_OURS = ok(record("ours", "new"));
  private static final Answer NO_NAMESPACE = NOT_FOUND.about("namespaces");
  private static final Answer TERMINATING =
      Answer.refusal(403, "Forbidden", "it is being terminated").causedBy("NamespaceTerminating");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> firstWritten() {
    return Stream.of(
        row("written", "shop", on(CREATE, WRITTEN)),
        row("404, no namespace", "ours", on(CREATE, NO_NAMESPACE), on(CREATE_IN_OURS, IN_OURS)),
        row("404, no definition of records", "ApiException 404", on(CREATE, NOT_SERVED)),
        row("409 Conflict with a quota", "ApiException 409", on(CREATE, CONFLICT)),
        row("409 of a webhook", "ApiException 409", on(CREATE, ALREADY_EXISTS.byWebhook())),
        row("410", "ApiException 410", on(CREATE, EXPIRED)),
        row("422", "ApiException 422", on(CREATE, INVALID)),
        row("429 once", "shop", on(CREATE, TOO_MANY), on(CREATE, WRITTEN)),
        thrice("429", "ApiException 429", CREATE, TOO_MANY),
        row("503 once", "shop", on(CREATE, UNAVAILABLE), on(CREATE, WRITTEN)),
        thrice("503", "ApiException 503", CREATE, UNAVAILABLE),
        row("cut once", "shop", on(CREATE, CUT), on(CREATE, WRITTEN)),
        thrice("cut", "UncheckedIOException", CREATE, CUT),
        row(
            "lost: what exists is its own",
            "shop",
            on(CREATE, WRITTEN.lost()),
            on(CREATE, ALREADY_EXISTS),
            on(GET, WRITTEN)),
        row(
            "truncated: what exists is its own",
            "shop",
            on(CREATE, WRITTEN.truncated()),
            on(CREATE, ALREADY_EXISTS),
            on(GET, WRITTEN)),
        thrice("lost each time", "UncheckedIOException", CREATE, WRITTEN.lost()),
        row(
            "a legal hold stops its purge: the object is captured and released",
            "shop, unneeded old",
            on(CREATE, ALREADY_EXISTS),
            on(GET, ok(onHold(going(record("shop", "old"))))),
            on(PATCH, WRITTEN)));
  }

  @ParameterizedTest
  @MethodSource
  void firstWritten(Row row) {
    server.play(row, RecordWriterWireTest::write);
    assertThat(server.bodies(CREATE).stream().distinct()).hasSizeLessThanOrEqualTo(1);
  }

  /** A deletion has one record, even if its namespace begins to be deleted between two attempts. */
  static Stream<Row> whileItsNamespaceGoes() {
    return Stream.of(
            row("the first attempt", "ours", on(GET, NOT_FOUND), on(CREATE_IN_OURS, IN_OURS)),
            row("updated where it is", "shop, unneeded old", on(GET, OLDER), on(PATCH, WRITTEN)),
            row(
                "that one goes already",
                "ours",
                on(GET, ok(going(record("shop", "old")))),
                on(CREATE_IN_OURS, IN_OURS)),
            row(
                "of another object of that name",
                "ours",
                on(GET, ok(ofAnother(record("shop", "old")))),
                on(CREATE_IN_OURS, IN_OURS)),
            thrice("503", "ApiException 503", GET, UNAVAILABLE))
        .map(row -> row.after(on(CREATE, TERMINATING)));
  }

  @ParameterizedTest
  @MethodSource
  void whileItsNamespaceGoes(Row row) {
    server.play(row, RecordWriterWireTest::write);
  }

  private static ObjectNode going(ObjectNode record) {
    record.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    return record;
  }

  private static ObjectNode onHold(ObjectNode record) {
    record.withObject("/spec").put("legalHold", true);
    return record;
  }

  private static ObjectNode ofAnother(ObjectNode record) {
    record.withObject("/spec/resource").put("uid", "u-2");
    return record;
  }

  /** An earlier attempt or the previous replica may have written the record. */
  static Stream<Row> foundWritten() {
    return Stream.of(
            row("the same", "shop", on(GET, WRITTEN)),
            row("it goes away", "IllegalStateException", on(GET, NOT_FOUND)),
            thrice("503", "ApiException 503", GET, UNAVAILABLE),
            row("updated", "shop, unneeded old", on(GET, OLDER), on(PATCH, WRITTEN)),
            row("404 then", "IllegalStateException", on(GET, OLDER), on(PATCH, NOT_FOUND)),
            row("409 then", "ApiException 409", on(GET, OLDER), on(PATCH, CONFLICT)),
            row("410 then", "ApiException 410", on(GET, OLDER), on(PATCH, EXPIRED)),
            row("422 then", "ApiException 422", on(GET, OLDER), on(PATCH, INVALID)),
            row(
                "429 once then",
                "shop, unneeded old",
                on(GET, OLDER),
                on(PATCH, TOO_MANY),
                on(PATCH, WRITTEN)),
            thrice("503 then", "ApiException 503", PATCH, UNAVAILABLE).after(on(GET, OLDER)),
            thrice("cut then", "UncheckedIOException", PATCH, CUT).after(on(GET, OLDER)),
            row(
                "lost then: it has another version by now",
                "ApiException 409",
                on(GET, OLDER),
                on(PATCH, WRITTEN.lost()),
                on(PATCH, CONFLICT)))
        .map(row -> row.after(on(CREATE, ALREADY_EXISTS)));
  }

  @ParameterizedTest
  @MethodSource
  void foundWritten(Row row) {
    server.play(row, RecordWriterWireTest::write);
    assertThat(server.bodies(PATCH))
        .allSatisfy(body -> assertThat(body).contains("\"resourceVersion\":\"7\""));
  }

  /**
   * An existing replacement was due to be deleted once the moved record was back in its own
   * namespace.
   */
  static Stream<Row> movedWithItsNamespace() {
    Answer taken = ok(inPlace("u-moved"));
    Answer other = ok(record("ours", "new"));
    return Stream.of(
        row("written", "ours", on(CREATE_IN_OURS, taken)),
        row(
            "by an attempt before",
            "ours",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, taken)),
        row(
            "one is there: it stays",
            "ours",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, other),
            on(PATCH_IN_OURS, taken)),
        row(
            "one is there and goes",
            "again",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, ok(going(record("ours", "new"))))),
        row(
            "one is there that was in its place, and goes",
            "ours, purging",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, ok(going(inPlace("u-moved"))))),
        row(
            "one is there that was in another's place",
            "ours",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, ok(inPlace("u-before"))),
            on(PATCH_IN_OURS, taken)),
        row(
            "409 then",
            "again",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, other),
            on(PATCH_IN_OURS, CONFLICT)),
        row(
            "404 then",
            "again",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, other),
            on(PATCH_IN_OURS, NOT_FOUND)),
        row(
            "422 then",
            "ApiException 422",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, other),
            on(PATCH_IN_OURS, INVALID)),
        row(
            "lost then: the next attempt finds it",
            "again",
            on(CREATE_IN_OURS, ALREADY_EXISTS),
            on(GET_IN_OURS, other),
            on(PATCH_IN_OURS, taken.lost()),
            on(PATCH_IN_OURS, CONFLICT)));
  }

  @ParameterizedTest
  @MethodSource
  void movedWithItsNamespace(Row row) {
    server.play(
        row,
        () ->
            new RecordWriter(server.api(), "ours", record -> false)
                .saveInPlace(inPlace("u-moved"))
                .map(RecordWriterWireTest::text)
                .orElse("again"));
    assertThat(server.bodies(PATCH_IN_OURS))
        .allSatisfy(
            body ->
                assertThat(body)
                    .contains("\"resourceVersion\":\"7\"")
                    .contains("\"softdelete.dev/in-place-of\":\"u-moved\"")
                    .contains("\"purgeTime\":null"));
  }

  private static ObjectNode inPlace(String uid) {
    ObjectNode record = record("ours", "new");
    record.withObject("/metadata/annotations").put("softdelete.dev/in-place-of", uid);
    return record;
  }

  @Test
  void whatMovesWithItsNamespaceBelongsToItsGroup() {
    server.play(
        row("404", "ours", on(CREATE, NO_NAMESPACE), on(CREATE_IN_OURS, IN_OURS)),
        RecordWriterWireTest::write);

    assertThat(server.bodies(CREATE_IN_OURS).getFirst()).contains("\"deletionGroup\":\"ns-1\"");
  }

  @Test
  void theNextAttemptFindsWhatWasWrittenWithoutAnAnswer() {
    server.play(
        thrice("lost", "UncheckedIOException", CREATE, WRITTEN.lost()),
        RecordWriterWireTest::write);
    server.play(
        row("again", "shop", on(CREATE, ALREADY_EXISTS), on(GET, WRITTEN)),
        RecordWriterWireTest::write);
  }

  private static String write() {
    return text(
        new RecordWriter(server.api(), "ours", record -> false).write(record("shop", "new")));
  }

  private static String text(RecordWriter.Written written) {
    return written.namespace()
        + (written.purging() ? ", purging" : "")
        + written.unneeded().map(SnapshotReference::sha256).map(s -> ", unneeded " + s).orElse("");
  }

  private static ObjectNode record(String namespace, String sha256) {
    ObjectNode record = Json.object().put("apiVersion", "softdelete.dev/v1");
    record.put("kind", "DeletedResource");
    ObjectNode metadata = record.putObject("metadata").put("name", "configmap-c-1");
    metadata.put("namespace", namespace).put("resourceVersion", "7").putObject("labels");
    ObjectNode spec = record.putObject("spec").put("mode", "Archive");
    spec.putObject("resource")
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("resource", "configmaps")
        .put("namespace", "shop")
        .put("namespaceUid", "ns-1")
        .put("name", "c")
        .put("uid", "u-1");
    spec.putObject("snapshot").put("sha256", sha256).put("bytes", 10).put("parts", 1);
    return record;
  }
}
