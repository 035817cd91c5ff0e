package dev.softdelete.operator.restore;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A create restores nothing from a record whose purge has begun. */
@Tag("wire")
class RestoreOnCreateWireTest {
  private static final String SECRETS = "/api/v1/namespaces/ours/secrets";
  private static final String SAVE = "POST " + SECRETS;
  private static final String DISCARD = "DELETE " + SECRETS + "/apply-request-1";
  private static final String PATH =
      "/apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final String STAMP = "PATCH " + PATH;
  private static final String RECORD = "GET " + PATH;
  private static final Answer SAVED = ok(Json.object());
  private static final Answer STAMPED = ok(record());

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> begun() {
    return Stream.of(
            row("stamped", "YES", on(STAMP, STAMPED)),
            row("its purge has begun", "PURGE_HAS_BEGUN", on(STAMP, going()), on(DISCARD, SAVED)),
            row("it is purged", "PURGE_HAS_BEGUN", on(STAMP, NOT_FOUND), on(DISCARD, SAVED)),
            row("it has changed", "RECORD_HAS_CHANGED", on(STAMP, CONFLICT), on(DISCARD, SAVED)),
            row("409 by a webhook", "ApiException 409", on(STAMP, CONFLICT.byWebhook())),
            row("422", "ApiException 422", on(STAMP, INVALID)),
            thrice("503", "ApiException 503", STAMP, UNAVAILABLE),
            row("lost", "YES", on(STAMP, STAMPED.lost()), on(STAMP, STAMPED)))
        .map(row -> row.after(on(SAVE, SAVED)));
  }

  @ParameterizedTest
  @MethodSource
  void begun(Row row) {
    server.play(row, () -> begin(Optional.of(manifest())));
  }

  static Stream<Row> begunWithoutAManifest() {
    return Stream.of(
        row("stamped", "YES", on(STAMP, STAMPED)),
        row("its purge has begun", "PURGE_HAS_BEGUN", on(STAMP, going())));
  }

  @ParameterizedTest
  @MethodSource
  void begunWithoutAManifest(Row row) {
    server.play(row, () -> begin(Optional.empty()));
  }

  /** The mark is on what another policy's webhook is asked about, a moment after the answer. */
  @ParameterizedTest
  @CsvSource({"12:00:00, true", "12:00:39, true", "12:00:41, false"})
  void anAnsweredCreateIsKnownWhileItMayBeStored(String now, boolean known) {
    server.reset();
    ObjectNode record = record();
    record
        .withObject("/spec/answeredCreate")
        .put("request", "request-1")
        .put("time", "2026-01-03T12:00:00Z");
    server.plan(RECORD, ok(record));
    var clock = InstantSource.fixed(Instant.parse("2026-01-03T" + now + "Z"));

    var found =
        restores(clock).marked(new RestoreMark("shop", "configmap-c", "s", "request-1", false));

    assertThat(found.isPresent()).isEqualTo(known);
  }

  private static RestoreOnCreate restores(InstantSource clock) {
    var api = server.api();
    return new RestoreOnCreate(
        api, null, null, new PendingApplies(api, "ours", clock), clock, uid -> false);
  }

  private static RestoreOnCreate.Begun begin(Optional<PendingApply> thenApply) {
    return restores(InstantSource.system())
        .begin(
            Json.as(DeletedResource.class, record()),
            new Requester("ann", null, null, null),
            "request-1",
            thenApply);
  }

  private static PendingApply manifest() {
    return new PendingApply(
        new Requester("ann", null, null, null), "kubectl", true, Json.object(), Json.object());
  }

  private static ObjectNode record() {
    ObjectNode record = Json.object().put("kind", "DeletedResource");
    record.putObject("metadata").put("name", "configmap-c").put("namespace", "shop");
    record
        .putObject("spec")
        .putObject("resource")
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("resource", "configmaps")
        .put("name", "c")
        .put("uid", "u-1");
    return record;
  }

  private static Answer going() {
    ObjectNode record = record();
    record.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    return ok(record);
  }
}
