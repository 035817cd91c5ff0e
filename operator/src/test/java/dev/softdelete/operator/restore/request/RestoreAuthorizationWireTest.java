package dev.softdelete.operator.restore.request;

import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
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
  private static final DeletedResource CLAIM = claim();
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

  static Stream<Row> claimIntoAnotherNamespace() {
    String takes =
        "ann may not restore it into another namespace: its data takes the permission to create"
            + " pods or persistentvolumeclaims in namespace shop";
    return Stream.of(
        row(
            "may only read the claim, as view does",
            takes,
            on(REVIEW, yes()),
            on(REVIEW, yes()),
            on(REVIEW, no()),
            on(REVIEW, no())),
        row(
            "may create pods there",
            ALLOWED,
            on(REVIEW, yes()),
            on(REVIEW, yes()),
            on(REVIEW, yes())),
        row(
            "may create claims there",
            ALLOWED,
            on(REVIEW, yes()),
            on(REVIEW, yes()),
            on(REVIEW, no()),
            on(REVIEW, yes())));
  }

  @ParameterizedTest
  @MethodSource
  void claimIntoAnotherNamespace(Row row) {
    server.play(row, () -> member(CLAIM, "copy"));
  }

  static Stream<Row> itself() {
    return Stream.of(
        row("in place, by a login: the create says enough", "shop dev " + ALLOWED),
        row("in place, by a name alone", "shop - " + ALLOWED, on(REVIEW, yes())),
        row(
            "in place, by a name that may not restore",
            "shop - ann may not restore it: this takes the verb \"restore\" on"
                + " deletedresources.softdelete.dev in namespace shop",
            on(REVIEW, no()),
            on(REVIEW, no())),
        row("elsewhere", "copy dev " + ALLOWED, on(REVIEW, yes()), on(REVIEW, yes())));
  }

  /** The outcome begins with the target namespace and the group of the requester. */
  @ParameterizedTest
  @MethodSource
  void itself(Row row) {
    String[] expected = row.outcome().split(" ", 3);
    List<String> groups = expected[1].equals("-") ? null : List.of(expected[1]);
    RestoreRequest request =
        RestoreRequest.of(
                Snapshots.record(
                    "shop", "c", Map.of("softdelete.dev/restore-namespace", expected[0])))
            .by(new Requester("ann", null, groups, null));
    server.play(
        new Row(row.name(), expected[2], row.exchanges()),
        () -> authorization().objectionToRequest(request).orElse(ALLOWED));
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
    return member(RECORD, target);
  }

  private static String member(DeletedResource record, String target) {
    return authorization().objectionToMember(record, ANN, Optional.of(target)).orElse(ALLOWED);
  }

  private static DeletedResource claim() {
    ObjectNode record = Json.tree(RECORD);
    record
        .withObject("/spec/resource")
        .put("kind", "PersistentVolumeClaim")
        .put("resource", "persistentvolumeclaims");
    return Json.as(DeletedResource.class, record);
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
