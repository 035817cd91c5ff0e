package dev.softdelete.operator.restore.create;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restore elsewhere is written to the record first, and waits for a create that began before. */
@Tag("wire")
class RestoreClaimWireTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");
  private static final String CLAIM =
      "PATCH /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final String HOME = "GET /api/v1/namespaces/shop/configmaps/c";
  private static final String THERE = "GET /api/v1/namespaces/shop/configmaps/there";
  private static final Answer CLAIMED = ok(Json.object());
  private static final Answer OURS = ok(live("shop/configmap-c/secret/"));
  private static final Answer OF_A_CREATE = ok(live("shop/configmap-c/secret/request-1"));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> elsewhere() {
    return Stream.of(
        row("claimed", "granted", on(CLAIM, CLAIMED), on(HOME, NOT_FOUND)),
        row("the record has changed", "not yet", on(CLAIM, CONFLICT)),
        row("the record is gone", "not yet", on(CLAIM, NOT_FOUND)),
        row("409 by a webhook", "ApiException 409", on(CLAIM, CONFLICT.byWebhook())),
        row("422", "Invalid", on(CLAIM, INVALID)),
        row("lost", "not yet", on(CLAIM, CLAIMED.lost()), on(CLAIM, CONFLICT)),
        row("a create has restored it", "begun", on(CLAIM, CLAIMED), on(HOME, OF_A_CREATE)),
        row("an attempt at home has restored it", "begun", on(CLAIM, CLAIMED), on(HOME, OURS)),
        row(
            "another object has its name",
            "granted",
            on(CLAIM, CLAIMED),
            on(HOME, ok(live("shop/configmap-c/other/")))));
  }

  @ParameterizedTest
  @MethodSource
  void elsewhere(Row row) {
    server.play(row, () -> claimed(record("there")));
  }

  static Stream<Row> claimedBefore() {
    return Stream.of(
        row("goes on", "granted", on(HOME, NOT_FOUND)),
        row("a create has restored it", "begun", on(HOME, OF_A_CREATE)));
  }

  @ParameterizedTest
  @MethodSource
  void claimedBefore(Row row) {
    server.play(row, () -> claimed(claiming("there", record("there"))));
  }

  static Stream<Row> claimedForAnotherPlace() {
    return Stream.of(
        row("it is there", "begun", on(THERE, OURS)),
        row(
            "nothing is there",
            "granted",
            on(THERE, NOT_FOUND),
            on(CLAIM, CLAIMED),
            on(HOME, NOT_FOUND)),
        row("the record has changed", "not yet", on(THERE, NOT_FOUND), on(CLAIM, CONFLICT)));
  }

  @ParameterizedTest
  @MethodSource
  void claimedForAnotherPlace(Row row) {
    server.play(row, () -> claimed(claiming("there", record("then"))));
  }

  static Stream<Row> atHome() {
    return Stream.of(row("its name is enough", "granted"));
  }

  @ParameterizedTest
  @MethodSource
  void atHome(Row row) {
    server.play(row, () -> claimed(answered("2026-01-03T11:59:59Z", record("c"))));
  }

  static Stream<Row> atHomeAfterAll() {
    return Stream.of(
        row("it is there", "begun", on(THERE, OURS)),
        row("nothing is there", "granted", on(THERE, NOT_FOUND), on(CLAIM, CLAIMED)));
  }

  @ParameterizedTest
  @MethodSource
  void atHomeAfterAll(Row row) {
    server.play(row, () -> claimed(claiming("there", record("c"))));
  }

  static Stream<Row> aCreateJustNow() {
    return Stream.of(
        row("not stored yet", "not yet", on(CLAIM, CLAIMED), on(HOME, NOT_FOUND)),
        row("stored", "begun", on(CLAIM, CLAIMED), on(HOME, OF_A_CREATE)));
  }

  @ParameterizedTest
  @MethodSource
  void aCreateJustNow(Row row) {
    server.play(row, () -> claimed(answered("2026-01-03T11:59:59Z", record("there"))));
  }

  static Stream<Row> aCreateSomeTimeAgo() {
    return Stream.of(
        row("may be stored yet", "CreateUnderWay", on(CLAIM, CLAIMED), on(HOME, NOT_FOUND)),
        row("stored", "begun", on(CLAIM, CLAIMED), on(HOME, OF_A_CREATE)));
  }

  @ParameterizedTest
  @MethodSource
  void aCreateSomeTimeAgo(Row row) {
    server.play(row, () -> claimed(answered("2026-01-03T11:59:50Z", record("there"))));
  }

  static Stream<Row> aCreateThatFailed() {
    return Stream.of(row("is over", "granted", on(CLAIM, CLAIMED), on(HOME, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void aCreateThatFailed(Row row) {
    server.play(row, () -> claimed(answered("2026-01-03T11:59:20Z", record("there"))));
  }

  static Stream<Row> withdrawn() {
    return Stream.of(
        row("nothing was created", "granted", on(THERE, NOT_FOUND), on(CLAIM, CLAIMED)),
        row("it was created", "begun", on(THERE, OURS)),
        row("the record has changed", "not yet", on(THERE, NOT_FOUND), on(CLAIM, CONFLICT)));
  }

  @ParameterizedTest
  @MethodSource
  void withdrawn(Row row) {
    DeletedResource record = claiming("there", record("c"));
    server.play(
        row, () -> told(claim().withdraw(record, ResourceType.CONFIG_MAPS, () -> "secret")));
  }

  private static String claimed(DeletedResource record) {
    try {
      return told(claim().of(RestoreRequest.of(record), ResourceType.CONFIG_MAPS, "secret"));
    } catch (RestoreFailedException e) {
      return e.failure().reason().name();
    }
  }

  private static RestoreClaim claim() {
    return new RestoreClaim(server.api(), () -> NOON);
  }

  private static String told(RestoreClaim.Outcome outcome) {
    return switch (outcome) {
      case RestoreClaim.Outcome.Granted g -> "granted";
      case RestoreClaim.Outcome.Begun b -> "begun";
      case RestoreClaim.Outcome.NotYet n -> "not yet";
    };
  }

  private static DeletedResource record(String as) {
    return Snapshots.record("shop", "c", Map.of("softdelete.dev/restore-as", as));
  }

  private static DeletedResource claiming(String name, DeletedResource record) {
    ObjectNode json = Json.tree(record);
    json.withObject("/spec/restoreElsewhere").put("namespace", "shop").put("name", name);
    return Json.as(DeletedResource.class, json);
  }

  private static DeletedResource answered(String time, DeletedResource record) {
    ObjectNode json = Json.tree(record);
    json.withObject("/spec/answeredCreate").put("request", "request-1").put("time", time);
    return Json.as(DeletedResource.class, json);
  }

  private static ObjectNode live(String mark) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = object.putObject("metadata").put("name", "c").put("uid", "u-2");
    metadata.putObject("annotations").put(RestoreMark.ANNOTATION, mark);
    return object;
  }
}
