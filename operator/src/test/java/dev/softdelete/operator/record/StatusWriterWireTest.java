package dev.softdelete.operator.record;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record that is moved to another namespace does not forget that its object was restored. */
@Tag("wire")
class StatusWriterWireTest {
  private static final String THERE =
      "/apis/softdelete.dev/v1/namespaces/ours/deletedresources/configmap-web";
  private static final String GET = "GET " + THERE;
  private static final String WRITE = "PATCH " + THERE + "/status";
  private static final Answer DELETED = ok(Json.tree(moved(Records.purgedAt(null, true))));
  private static final Answer RESTORED = ok(Json.tree(moved(restored())));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> restoredBefore() {
    return Stream.of(
        row("carried over", "done", on(GET, DELETED), on(WRITE, RESTORED)),
        row("carried over by an attempt before", "done", on(GET, RESTORED)),
        row("it is gone", "done", on(GET, NOT_FOUND)),
        row("it has changed", "ApiException 409", on(GET, DELETED), on(WRITE, CONFLICT)),
        thrice("503", "ApiException 503", GET, UNAVAILABLE),
        row("lost", "done", on(GET, DELETED), on(WRITE, RESTORED.lost()), on(WRITE, RESTORED)));
  }

  @ParameterizedTest
  @MethodSource
  void restoredBefore(Row row) {
    server.play(row, () -> carryOver(restored()));
  }

  static Stream<Row> stillDeleted() {
    return Stream.of(row("nothing is read or written", "done"));
  }

  @ParameterizedTest
  @MethodSource
  void stillDeleted(Row row) {
    server.play(row, () -> carryOver(Records.purgedAt(null, true)));
  }

  private static String carryOver(DeletedResource record) {
    new StatusWriter(server.api())
        .carryOver(
            record, new RecordWriter.Written("ours", "configmap-web", false, Optional.empty()));
    return "done";
  }

  private static DeletedResource restored() {
    DeletedResource record = Records.purgedAt(null, true);
    record.setStatus(
        RecordStatus.restored(
            record,
            new RestoredObject("ns", "web", "u-2"),
            GroupProgress.NOBODY_ELSE,
            Instant.parse("2026-01-03T00:00:00Z")));
    return record;
  }

  private static DeletedResource moved(DeletedResource record) {
    record.getMetadata().setNamespace("ours");
    record.getMetadata().setResourceVersion("3");
    return record;
  }
}
