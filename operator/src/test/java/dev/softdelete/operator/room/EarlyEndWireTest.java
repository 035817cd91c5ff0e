package dev.softdelete.operator.room;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record ends by one conditional write, and counts as leaving only if that was accepted. */
@Tag("wire")
class EarlyEndWireTest {
  private static final String PATCH =
      "PATCH /apis/softdelete.dev/v1/namespaces/ci/deletedresources/configmap-u";
  private static final DeletedResource RECORD = RoomRecords.record("u", "step", 0, true);
  private static final Answer ENDED = ok(Json.tree(RECORD));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> answers() {
    return Stream.of(
        row("ended", "under way, counted 1", on(PATCH, ENDED)),
        row("404", "as before, counted 0", on(PATCH, NOT_FOUND)),
        row("409, as it has changed", "as before, counted 0", on(PATCH, CONFLICT)),
        row(
            "403 of soft-delete-room",
            "refused, counted 0",
            on(PATCH, refusal(403, "Forbidden", "no"))),
        row("422 of the definition", "refused, counted 0", on(PATCH, INVALID)),
        row("429 once", "under way, counted 1", on(PATCH, TOO_MANY), on(PATCH, ENDED)),
        row("cut once", "under way, counted 1", on(PATCH, CUT), on(PATCH, ENDED)),
        row(
            "lost, and then a conflict with itself",
            "as before, counted 0",
            on(PATCH, ENDED.lost()),
            on(PATCH, CONFLICT)),
        thrice("503", "ApiException 503", PATCH, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void endsOrLeavesTheRecordAsItIs(Row row) {
    server.play(row, EarlyEndWireTest::end);

    assertThat(server.bodies(PATCH))
        .allSatisfy(
            body ->
                assertThat(body)
                    .contains("\"resourceVersion\":\"7\"")
                    .contains("\"purgeTime\":\"2026-01-01T02:00:00Z\"")
                    .contains("\"purgeTimeMovedBy\":null"));
  }

  private static String end() {
    var meters = new SimpleMeterRegistry();
    var end = new EarlyEnd(server.api(), meters);
    end.of(new Candidate(RECORD, Load.NONE, Candidate.Why.ROUTINE), RoomRecords.NOW.plusMillis(9));
    String state =
        end.isUnderWay(RECORD) ? "under way" : end.isRefused(RECORD) ? "refused" : "as before";
    return state
        + ", counted "
        + Math.round(
            meters.find("softdelete.records.ended.early").counters().stream()
                .mapToDouble(c -> c.count())
                .sum());
  }
}
