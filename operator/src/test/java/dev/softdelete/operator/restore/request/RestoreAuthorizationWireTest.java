package dev.softdelete.operator.restore.request;

import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights that a restore takes, and the message for the first one that is missing. */
@Tag("wire")
class RestoreAuthorizationWireTest {
  private static final String REVIEW = "POST /apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final Requester ANN = new Requester("ann", null, null, null);
  private static final DeletedResource RECORD = Snapshots.record("shop", "c", Map.of());
  private static final String ALLOWED = "";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> memberInItsNamespace() {
    return Stream.of(
        row("all records of the namespace", ALLOWED, on(REVIEW, yes())),
        row("this record only", ALLOWED, on(REVIEW, no()), on(REVIEW, yes())),
        row(
            "no record",
            "ann may not restore it: this takes the verb \"restore\" on"
                + " deletedresources.softdelete.dev in namespace shop",
            on(REVIEW, no()),
            on(REVIEW, no())));
  }

  @ParameterizedTest
  @MethodSource
  void memberInItsNamespace(Row row) {
    server.play(row, () -> member("shop"));
  }

  static Stream<Row> memberInAnotherNamespace() {
    return Stream.of(
        row("may read the object", ALLOWED, on(REVIEW, yes()), on(REVIEW, yes())),
        row(
            "may not read the object",
            "ann may not restore it into another namespace: this takes the permission to get"
                + " configmaps in namespace shop",
            on(REVIEW, yes()),
            on(REVIEW, no()),
            on(REVIEW, no())));
  }

  @ParameterizedTest
  @MethodSource
  void memberInAnotherNamespace(Row row) {
    server.play(row, () -> member("copy"));
  }

  static Stream<Row> byACreate() {
    return Stream.of(
        row("may restore and read", ALLOWED, on(REVIEW, yes()), on(REVIEW, yes())),
        row(
            "may not restore",
            "ann may not restore the deleted ConfigMap 'c': this takes the verb \"restore\" on"
                + " deletedresources.softdelete.dev in namespace shop",
            on(REVIEW, no())),
        row(
            "may not read",
            "ann may not restore the deleted ConfigMap 'c' by a create: this takes the permission"
                + " to get configmaps",
            on(REVIEW, yes()),
            on(REVIEW, no())));
  }

  @ParameterizedTest
  @MethodSource
  void byACreate(Row row) {
    server.play(row, () -> authorization().objectionToCreate(RECORD, ANN).orElse(ALLOWED));
  }

  private static String member(String target) {
    return authorization().objectionToMember(RECORD, ANN, Optional.of(target)).orElse(ALLOWED);
  }

  private static RestoreAuthorization authorization() {
    return new RestoreAuthorization(server.api());
  }

  private static Answer yes() {
    return answer(true);
  }

  private static Answer no() {
    return answer(false);
  }

  private static Answer answer(boolean allowed) {
    var review = Json.object();
    review.putObject("status").put("allowed", allowed);
    return Answer.ok(review);
  }
}
