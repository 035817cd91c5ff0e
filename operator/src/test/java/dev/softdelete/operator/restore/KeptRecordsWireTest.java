package dev.softdelete.operator.restore;

import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.Records;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record says that its copy is kept only once the request of the restore before has ended. */
@Tag("wire")
class KeptRecordsWireTest {
  private static final String END =
      "PATCH /apis/softdelete.dev/v1/namespaces/ns/deletedresources/configmap-web";
  private static final String TELL = END + "/status";
  private static final Answer WRITTEN = ok(Json.tree(record()));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> asked() {
    return Stream.of(
        row("told", "told", on(END, WRITTEN), on(TELL, WRITTEN)),
        row("a user has asked anew", "told", on(END, INVALID), on(TELL, WRITTEN)),
        row("it is gone", "told", on(END, NOT_FOUND), on(TELL, NOT_FOUND)),
        thrice("503", "ApiException 503", END, UNAVAILABLE),
        row("it goes then", "told", on(END, WRITTEN), on(TELL, NOT_FOUND)),
        thrice("503 then", "ApiException 503", TELL, UNAVAILABLE).after(on(END, WRITTEN)));
  }

  @ParameterizedTest
  @MethodSource
  void asked(Row row) {
    server.play(row, () -> told(Records.asked(record(), "true")));
    assertThat(server.bodies(END))
        .allSatisfy(
            body -> assertThat(body).contains("/metadata/annotations/softdelete.dev~1restore"));
  }

  static Stream<Row> notAsked() {
    return Stream.of(row("told", "told", on(TELL, WRITTEN)));
  }

  @ParameterizedTest
  @MethodSource
  void notAsked(Row row) {
    server.play(row, () -> told(record()));
    assertThat(server.bodies(TELL))
        .allSatisfy(body -> assertThat(body).contains("kept under legal hold"));
  }

  private static String told(DeletedResource record) {
    var clock = new ServerClock(Clock.systemUTC());
    new KeptRecords(
            clock,
            new StatusWriter(server.api()),
            new RecordEvents(server.api(), clock),
            new Logins(server.api(), InstantSource.system(), Duration.ofHours(1)))
        .tellWhyItStays(record);
    return "told";
  }

  /** Returns a record that was restored first, and is under legal hold since. */
  private static DeletedResource record() {
    DeletedResource before = Records.purgedAt(null, false);
    DeletedResource record = Records.purgedAt(null, true);
    record.getMetadata().setResourceVersion("7");
    record.setStatus(
        RecordStatus.restored(
            before,
            new RestoredObject("ns", "web", "u-2"),
            GroupProgress.NOBODY_ELSE,
            Instant.parse("2026-01-03T00:00:00Z")));
    return record;
  }
}
