package dev.softdelete.operator.restore.request;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For how long a login is used, and the one write that removes it. */
@Tag("wire")
class LoginsWireTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");
  private static final String PATCH =
      "PATCH /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final Answer DONE = ok(Json.tree(record("true", "11:00:00")));
  private static final String NAME = "ann, by name alone";
  private static final String TEST =
      "{\"op\":\"test\",\"path\":\"/spec/restoreRequestId\",\"value\":\"7\"}";
  private static final String REPLACE =
      "{\"op\":\"replace\",\"path\":\"/spec/restoreRequestedBy\",\"value\":{\"username\":\"ann\"}}";
  private static final String REMOVE =
      "{\"op\":\"remove\",\"path\":\"/metadata/annotations/softdelete.dev~1restore\"}";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> trusted() {
    return Stream.of(
        row("asked a moment ago", "11:59:59 ann [dev]"),
        row("asked nearly an hour ago", "11:00:01 ann [dev]"),
        row("asked an hour ago", "11:00:00 " + NAME, on(PATCH, DONE)),
        row("the record is gone", "10:00:00 " + NAME, on(PATCH, NOT_FOUND)),
        row("asked anew at this moment", "10:00:00 " + NAME, on(PATCH, INVALID)),
        row("a write at the same time", "10:00:00 ApiException 409", on(PATCH, CONFLICT)));
  }

  /** The outcome begins with the time of the request. */
  @ParameterizedTest
  @MethodSource
  void trusted(Row row) {
    String[] expected = row.outcome().split(" ", 2);
    server.play(
        new Row(row.name(), expected[1], row.exchanges()),
        () -> text(logins().trusted(RestoreRequest.of(record("true", expected[0])))));
  }

  @Test
  void anExpiredLoginIsRemovedAndTheRequestStays() {
    server.reset();
    server.plan(PATCH, DONE);

    logins().trusted(RestoreRequest.of(record("true", "10:00:00")));

    assertThat(server.bodies(PATCH)).containsExactly("[" + TEST + "," + REPLACE + "]");
  }

  @Test
  void theEndOfARequestIsOneWrite() {
    server.reset();
    server.plan(PATCH, DONE);

    logins().end(record("true", "11:59:00"));

    assertThat(server.bodies(PATCH))
        .containsExactly("[" + TEST + "," + REPLACE + "," + REMOVE + "]");
  }

  @Test
  void theNextRequestDeletesWhatLivesOnlyIfItSaysSoAgain() {
    server.reset();
    server.plan(PATCH, DONE);
    ObjectNode json = Json.tree(record("true", "11:59:00"));
    json.withObject("/metadata/annotations").put("softdelete.dev/restore-over", "true");

    logins().end(Json.as(DeletedResource.class, json));

    assertThat(server.bodies(PATCH).getFirst())
        .endsWith(REMOVE + "," + REMOVE.replace("1restore", "1restore-over") + "]");
  }

  static Stream<Row> tidied() {
    return Stream.of(
        row("under way", "true DELETED 11:59:59 Optional.empty"),
        row("being finished", "- RESTORING 11:59:59 Optional.empty"),
        row("restored", "true RESTORED 11:59:59 Optional.empty", on(PATCH, DONE)),
        row("a create may be in progress", "- DELETED 11:59:50 Optional[PT30S]"),
        row("a create that failed", "- DELETED 11:59:20 Optional.empty", on(PATCH, DONE)));
  }

  /** The outcome begins with the annotation, the state, and the time of the request. */
  @ParameterizedTest
  @MethodSource
  void tidied(Row row) {
    String[] expected = row.outcome().split(" ", 4);
    ObjectNode json = Json.tree(record(expected[0], expected[2]));
    json.withObject("/status").put("state", expected[1]);
    json.withObject("/spec/answeredCreate")
        .put("request", "8")
        .put("time", "2026-01-03T" + expected[2] + "Z");
    server.play(
        new Row(row.name(), expected[3], row.exchanges()),
        () -> logins().tidy(Json.as(DeletedResource.class, json)));
  }

  @Test
  void membersThatAreDeletedLateStillComeWithTheirRoot() {
    server.reset();
    server.plan(PATCH, DONE);
    ObjectNode json = Json.tree(record("true", "11:59:59"));
    json.withObject("/status").put("state", "RESTORED");
    DeletedResource root = Json.as(DeletedResource.class, json);
    Logins logins = logins();
    logins.tidy(root);
    json.withObject("/spec/restoreRequestedBy").remove("groups");
    DeletedResource tidied = Json.as(DeletedResource.class, json);
    DeletedResource member = Snapshots.record("shop", "m", Map.of());

    var request = RestoreRequest.withRoot(member, tidied, RestoreTarget.inPlace(member));

    assertThat(text(logins.trusted(request))).isEqualTo("ann [dev]");
    assertThat(text(logins().trusted(request))).isEqualTo(NAME);
    json.withObject("/metadata").withArray("managedFields").removeAll();
    json.withObject("/status/restoreRequest").put("id", "7").put("time", "2026-01-03T11:00:00Z");
    RestoreRequest late =
        RestoreRequest.withRoot(
            member, Json.as(DeletedResource.class, json), RestoreTarget.inPlace(member));
    assertThat(text(logins.trusted(late))).isEqualTo(NAME);
  }

  private static Logins logins() {
    return new Logins(server.api(), InstantSource.fixed(NOON), Duration.ofHours(1));
  }

  private static String text(RestoreRequest request) {
    return request.byNameAlone()
        ? request.requesterName() + ", by name alone"
        : request.requesterName() + " " + request.requester().orElseThrow().groups();
  }

  private static DeletedResource record(String restore, String asked) {
    ObjectNode json =
        Json.tree(
            Snapshots.record(
                "shop",
                "c",
                restore.equals("-") ? Map.of() : Map.of("softdelete.dev/restore", restore)));
    json.withObject("/metadata").put("uid", "r-1");
    json.withObject("/spec").put("restoreRequestId", "7");
    json.withObject("/spec/restoreRequestedBy").putArray("groups").add("dev");
    ObjectNode entry = json.withObject("/metadata").putArray("managedFields").addObject();
    entry.put("manager", "soft-delete-operator").put("time", "2026-01-03T" + asked + "Z");
    entry.withObject("/fieldsV1/f:spec").putObject("f:restoreRequestId");
    return Json.as(DeletedResource.class, json);
  }
}
