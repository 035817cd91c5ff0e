package dev.softdelete.operator.recreate;

import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.Records;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are let through after a fault are reported once a minute at most. */
@Tag("wire")
class UncheckedReportsWireTest {
  private static final String EVENT = "POST /api/v1/namespaces/ns/events";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final UncheckedCreates unchecked = new UncheckedCreates();
  private final UncheckedReports reports =
      new UncheckedReports(
          unchecked, new RecordEvents(server.api(), new ServerClock(Clock.systemUTC())));

  static Stream<Row> letThroughTwice() {
    return Stream.of(
        row("reported", "left 0", on(EVENT, ok(Json.object()))),
        row("the event is refused", "left 0", on(EVENT, INVALID)));
  }

  @ParameterizedTest
  @MethodSource
  void letThroughTwice(Row row) {
    unchecked.note(request(false), record(), Fault.TOO_LARGE);
    unchecked.note(request(false), record(), Fault.of(new IllegalStateException("secret")));

    server.play(row, this::reported);

    assertThat(server.bodies(EVENT))
        .singleElement()
        .satisfies(
            body ->
                assertThat(body)
                    .contains(
                        "\"type\":\"Warning\"",
                        "\"reason\":\"NotChecked\"",
                        "a request of ann under this name was let through, and nothing was"
                            + " restored: internal error (IllegalStateException)"));
  }

  @Test
  void aSecondReportWaits() {
    unchecked.note(request(false), record(), Fault.TOO_LARGE);
    server.play(row("reported once", "left 1", on(EVENT, ok(Json.object()))), this::twice);
  }

  @Test
  void aDryRunIsNotReported() {
    unchecked.note(request(true), record(), Fault.TOO_LARGE);

    assertThat(reported()).isEqualTo("left 0");
  }

  private String twice() {
    reports.run();
    unchecked.note(request(false), record(), Fault.TOO_LARGE);
    return reported();
  }

  private String reported() {
    reports.run();
    return "left " + unchecked.all().size();
  }

  private static AdmissionRequest request(boolean dryRun) {
    return AdmissionRequest.parse(
        """
        {"request": {"uid": "1", "dryRun": %s, "userInfo": {"username": "ann"}}}
        """
            .formatted(dryRun)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static DeletedResource record() {
    DeletedResource record = Records.purgedAt(null, false);
    record.getMetadata().setUid("u-r");
    return record;
  }
}
