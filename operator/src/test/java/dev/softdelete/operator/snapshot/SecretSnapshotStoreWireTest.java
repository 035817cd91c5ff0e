package dev.softdelete.operator.snapshot;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A snapshot counts as stored only once every part is stored. It counts as missing only if the API
 * server says so.
 */
@Tag("wire")
class SecretSnapshotStoreWireTest {
  private static final String UID = "u-1";
  private static final SnapshotReference ONE = new SnapshotReference("0".repeat(64), 4L, 1);
  private static final SnapshotReference TWO = new SnapshotReference("0".repeat(64), 4L, 2);

  private static final String SECRETS = "/api/v1/namespaces/ours/secrets";
  private static final String HEAD = SECRETS + "/" + SnapshotName.of(UID, ONE, 0);
  private static final String PART = SECRETS + "/" + SnapshotName.of(UID, TWO, 1);
  private static final String CREATE = "POST " + SECRETS;
  private static final String LIST =
      "GET " + SECRETS + "?limit=500&labelSelector=softdelete.dev%2Fpart&continue=";

  private static final Answer SECRET = ok(secret());
  private static final Answer GOING = ok(going());

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> put() {
    return Stream.of(
        row("stored", "stored", on(CREATE, SECRET)),
        row("404, no namespace", "ApiException 404", on(CREATE, NOT_FOUND)),
        row("409 AlreadyExists", "stored", on(CREATE, ALREADY_EXISTS), on("GET " + HEAD, SECRET)),
        row(
            "409 AlreadyExists, and it is being purged",
            "IllegalStateException",
            on(CREATE, ALREADY_EXISTS),
            on("GET " + HEAD, GOING)),
        row(
            "409 AlreadyExists, and it is gone",
            "IllegalStateException",
            on(CREATE, ALREADY_EXISTS),
            on("GET " + HEAD, NOT_FOUND)),
        row("409 of a webhook", "ApiException 409", on(CREATE, ALREADY_EXISTS.byWebhook())),
        row("409 Conflict with a quota", "ApiException 409", on(CREATE, CONFLICT)),
        row("410", "ApiException 410", on(CREATE, EXPIRED)),
        row("422", "ApiException 422", on(CREATE, INVALID)),
        row("429 once", "stored", on(CREATE, TOO_MANY), on(CREATE, SECRET)),
        thrice("429", "ApiException 429", CREATE, TOO_MANY),
        row("503 once", "stored", on(CREATE, UNAVAILABLE), on(CREATE, SECRET)),
        thrice("503", "ApiException 503", CREATE, UNAVAILABLE),
        row("cut once", "stored", on(CREATE, CUT), on(CREATE, SECRET)),
        thrice("cut", "UncheckedIOException", CREATE, CUT),
        row(
            "lost: what exists is its own",
            "stored",
            on(CREATE, SECRET.lost()),
            on(CREATE, ALREADY_EXISTS),
            on("GET " + HEAD, SECRET)),
        thrice("lost each time", "UncheckedIOException", CREATE, SECRET.lost()));
  }

  @ParameterizedTest
  @MethodSource
  void put(Row row) {
    server.play(row, () -> put(store(), ONE));
  }

  /** The head implies that the other parts exist, so it is written last. */
  static Stream<Row> putInParts() {
    return Stream.of(
        row("stored", "stored", on(CREATE, SECRET), on(CREATE, SECRET)),
        row("409 Conflict", "ApiException 409", on(CREATE, CONFLICT)),
        row("422", "ApiException 422", on(CREATE, INVALID)),
        thrice("503", "ApiException 503", CREATE, UNAVAILABLE),
        thrice("cut", "UncheckedIOException", CREATE, CUT),
        row(
            "the second of two attempts",
            "stored",
            on(CREATE, ALREADY_EXISTS),
            on("GET " + PART, SECRET),
            on(CREATE, SECRET)));
  }

  @ParameterizedTest
  @MethodSource
  void putInParts(Row row) {
    server.play(row, () -> put(store(), TWO));
    assertThat(server.bodies(CREATE).stream().limit(1))
        .allSatisfy(first -> assertThat(first).contains(SnapshotName.of(UID, TWO, 1)));
  }

  static Stream<Row> delete() {
    String delete = "DELETE " + HEAD;
    String unguard = "PATCH " + HEAD;
    return Stream.of(
        row("deleted", "deleted", on(delete, GOING), on(unguard, SECRET)),
        row("404", "deleted", on(delete, NOT_FOUND), on(unguard, NOT_FOUND)),
        row("409 Conflict", "ApiException 409", on(delete, CONFLICT)),
        row("409 AlreadyExists", "ApiException 409", on(delete, ALREADY_EXISTS)),
        row("404 of a webhook", "ApiException 404", on(delete, NOT_FOUND.byWebhook())),
        row("410", "ApiException 410", on(delete, EXPIRED)),
        row("422", "ApiException 422", on(delete, INVALID)),
        row("429 once", "deleted", on(delete, TOO_MANY), on(delete, GOING), on(unguard, SECRET)),
        thrice("503", "ApiException 503", delete, UNAVAILABLE),
        thrice("cut", "UncheckedIOException", delete, CUT),
        row("lost", "deleted", on(delete, GOING.lost()), on(delete, GOING), on(unguard, SECRET)),
        thrice("503 then", "ApiException 503", unguard, UNAVAILABLE).after(on(delete, GOING)),
        row("409 then", "ApiException 409", on(delete, GOING), on(unguard, CONFLICT)),
        row(
            "lost then, and it is gone",
            "deleted",
            on(delete, GOING),
            on(unguard, SECRET.lost()),
            on(unguard, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void delete(Row row) {
    server.play(
        row,
        () -> {
          store().delete(UID, ONE);
          return "deleted";
        });
  }

  /** Only a 404 means that a snapshot is missing; the record then tells users so. */
  static Stream<Row> get() {
    String get = "GET " + HEAD;
    return Stream.of(
        row("404", "CorruptSnapshotException", on(get, NOT_FOUND)),
        row("409", "ApiException 409", on(get, CONFLICT)),
        row("410", "ApiException 410", on(get, EXPIRED)),
        row("422", "ApiException 422", on(get, INVALID)),
        thrice("429", "ApiException 429", get, TOO_MANY),
        thrice("503", "ApiException 503", get, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void get(Row row) {
    server.play(row, () -> store().get(UID, ONE));
  }

  @Test
  void whatIsNotAnsweredIsNotMissing() {
    for (Answer answer : List.of(CUT, SECRET.lost(), SECRET.truncated())) {
      server.playUnanswered(
          "GET " + HEAD, answer, "UncheckedIOException", () -> store().get(UID, ONE));
      server.playUnanswered(
          "GET " + HEAD, answer, "UncheckedIOException", () -> store().has(UID, ONE));
    }
  }

  static Stream<Row> amend() {
    String patch = "PATCH " + HEAD;
    return Stream.of(
        row("amended", "amended", on(patch, SECRET)),
        row("404", "amended", on(patch, NOT_FOUND)),
        row("409", "ApiException 409", on(patch, CONFLICT)),
        row("410", "ApiException 410", on(patch, EXPIRED)),
        row("422", "ApiException 422", on(patch, INVALID)),
        row("429 once", "amended", on(patch, TOO_MANY), on(patch, SECRET)),
        thrice("503", "ApiException 503", patch, UNAVAILABLE),
        thrice("cut", "UncheckedIOException", patch, CUT),
        row("lost", "amended", on(patch, SECRET.lost()), on(patch, SECRET)));
  }

  @ParameterizedTest
  @MethodSource
  void amend(Row row) {
    var nothing =
        new RecordAmendment(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    server.play(
        row,
        () -> {
          store().amend(UID, ONE, nothing);
          return "amended";
        });
  }

  /**
   * Until everything has been listed once, every object may have more snapshots than its record
   * refers to.
   */
  static Stream<Row> look() {
    Answer going = ok(Json.object().put("kind", "Status"));
    return Stream.of(
        row("nothing there", "ruled out", on(LIST, going)),
        row("404", "ApiException 404, possible", on(LIST, NOT_FOUND)),
        row("410 without a way on", "ApiException 410, possible", on(LIST, EXPIRED)),
        row(
            "410 with a way on",
            "ruled out",
            on(LIST, continued("next")),
            on(LIST + "next", going)),
        thrice("503", "ApiException 503, possible", LIST, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void look(Row row) {
    SecretSnapshotStore store = store();
    server.play(
        row,
        () -> {
          String looked = ScriptedApiServer.outcome(() -> store.unreferenced(part -> false));
          return store.mayHaveMore(UID)
              ? looked + ", possible"
              : looked.equals("[]") ? "ruled out" : looked;
        });
  }

  @Test
  void theNextAttemptStoresTheHeadThatTheOneBeforeDidNot() {
    SecretSnapshotStore store = store();
    server.play(
        row("the head is refused", "ApiException 422", on(CREATE, SECRET), on(CREATE, INVALID)),
        () -> put(store, TWO));
    server.play(
        row(
            "again",
            "stored",
            on(CREATE, ALREADY_EXISTS),
            on("GET " + PART, SECRET),
            on(CREATE, SECRET)),
        () -> put(store, TWO));
    assertThat(store.mayHaveMore(UID)).isTrue();
  }

  private static SecretSnapshotStore store() {
    return new SecretSnapshotStore(server.api(), "ours");
  }

  private static String put(SecretSnapshotStore store, SnapshotReference reference) {
    List<byte[]> parts =
        Stream.of("ab", "cd")
            .limit(reference.parts())
            .map(part -> part.getBytes(StandardCharsets.UTF_8))
            .toList();
    store.put(
        UID,
        new EncodedSnapshot(reference, parts),
        Optional.empty(),
        Json.object(),
        Optional.empty());
    return "stored";
  }

  private static Answer continued(String token) {
    ObjectNode status = Json.parse(EXPIRED.body().get().getBytes(StandardCharsets.UTF_8));
    status.putObject("metadata").put("continue", token);
    return new Answer(410, EXPIRED.headers(), status::toString, Answer.Cut.NOWHERE);
  }

  private static ObjectNode secret() {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("name", "snapshot");
    return secret;
  }

  private static ObjectNode going() {
    ObjectNode secret = secret();
    secret.withObject("/metadata").put("deletionTimestamp", "2026-11-25T12:00:00Z");
    return secret;
  }
}
