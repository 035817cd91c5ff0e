package dev.softdelete.operator.recreate;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RefusedCreates;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.Records;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused creates are added to the number in the record, and reported once a minute at most. */
@Tag("wire")
class RefusalReportsWireTest {
  private static final String RECORD =
      "/apis/softdelete.dev/v1/namespaces/ns/deletedresources/configmap-web";
  private static final String GET = "GET " + RECORD;
  private static final String COUNT = "PATCH " + RECORD + "/status";
  private static final String EVENT = "POST /api/v1/namespaces/ns/events";
  private static final Answer THERE = ok(Json.tree(record("u-r")));
  private static final Answer ANOTHER = ok(Json.tree(record("u-other")));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> refusedTwice() {
    return Stream.of(
        row("reported", "left 0", on(GET, THERE), on(COUNT, THERE), on(EVENT, THERE)),
        row("the record is gone", "left 0", on(GET, NOT_FOUND)),
        row("another record has its name", "left 0", on(GET, ANOTHER)),
        row("it goes then", "left 0", on(GET, THERE), on(COUNT, NOT_FOUND)),
        row("it has changed", "left 2", on(GET, THERE), on(COUNT, CONFLICT)),
        thrice("503", "ApiException 503", GET, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void refusedTwice(Row row) {
    server.play(row, () -> reported(refusals(2)));

    assertThat(server.bodies(COUNT))
        .allSatisfy(body -> assertThat(body).contains("\"count\":5", "\"lastRequester\":\"sa\""));
  }

  @Test
  void aSecondReportWaits() {
    var refusals = refusals(1);
    var row = row("reported once", "left 1", on(GET, THERE), on(COUNT, THERE), on(EVENT, THERE));

    server.play(
        row,
        () -> {
          RefusalReports reports = reports(refusals);
          reports.run();
          refusals.add(refused(1));
          reports.run();
          return left(refusals);
        });
  }

  @Test
  void eachRequesterIsReported() {
    var refusals = refusals(1);
    refusals.add(refused(Optional.of(record("u-r")), RequesterKind.TOOL, "UPDATE", "argocd", 4));
    var row =
        row(
            "both",
            "left 0",
            on(GET, THERE),
            on(COUNT, THERE),
            on(EVENT, THERE),
            on(GET, THERE),
            on(COUNT, THERE),
            on(EVENT, THERE));

    server.play(row, () -> reported(refusals));

    assertThat(server.bodies(EVENT))
        .satisfiesExactly(
            body ->
                assertThat(body)
                    .contains("\"ControllerRefused\"", "sa may not create it anew (refused 1 "),
            body ->
                assertThat(body)
                    .contains("\"ProgramRefused\"", "argocd may not update it (refused 4 "));
  }

  @Test
  void withoutARecordTheEventIsAboutTheObject() {
    var refusals = refusals(0);
    refusals.take(refused(0).key(), refused(0));
    refusals.add(refused(Optional.empty(), RequesterKind.CONTROLLER, "CREATE", "sa", 1));

    server.play(row("reserved", "left 0", on(EVENT, THERE)), () -> reported(refusals));

    assertThat(server.bodies(EVENT))
        .allSatisfy(
            body -> assertThat(body).contains("\"kind\":\"ConfigMap\"", "\"name\":\"web\""));
  }

  private static String reported(CreateRefusals refusals) {
    reports(refusals).run();
    return left(refusals);
  }

  private static RefusalReports reports(CreateRefusals refusals) {
    var clock = new ServerClock(Clock.systemUTC());
    return new RefusalReports(
        refusals, new StatusWriter(server.api()), new Events(server.api(), clock), clock);
  }

  private static String left(CreateRefusals refusals) {
    return "left "
        + refusals.all().values().stream().mapToLong(CreateRefusals.Refused::count).sum();
  }

  private static CreateRefusals refusals(long count) {
    var refusals = new CreateRefusals(new SimpleMeterRegistry(), RequesterLists.DEFAULT);
    refusals.add(refused(count));
    return refusals;
  }

  private static CreateRefusals.Refused refused(long count) {
    return refused(Optional.of(record("u-r")), RequesterKind.CONTROLLER, "CREATE", "sa", count);
  }

  private static CreateRefusals.Refused refused(
      Optional<DeletedResource> record,
      RequesterKind kind,
      String operation,
      String username,
      long count) {
    var object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", "web").put("namespace", "ns");
    return new CreateRefusals.Refused(
        new KubeObject(object), record, kind, operation, username, "taken", count);
  }

  /** A record because of which three creates were refused before. */
  private static DeletedResource record(String uid) {
    DeletedResource record = Records.in(State.DELETED, Records.purgedAt(null, false));
    record.getMetadata().setUid(uid);
    record.setStatus(record.getStatus().with(new RefusedCreates(3L, "sa", null)));
    return record;
  }
}
