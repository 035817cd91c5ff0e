package dev.softdelete.operator.review;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.Row.Exchange;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of the API server leads to the content for who may read it, or to a refusal. */
@Tag("wire")
class ReviewHandlerWireTest {
  private static final String ACCESS = "POST /apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final String RECORD =
      "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final String STORED =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"namespace\":\"shop\",\"uid\":\"u-1\"},\"data\":{\"k\":\"é\"}}";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> answers() {
    return Stream.of(
        row(
            "who may get the record and the object gets the manifest",
            "[{\"op\":\"add\",\"path\":\"/status\",\"value\":{\"manifest\":"
                + new String(Json.ascii(Json.node(STORED)), StandardCharsets.US_ASCII)
                + "}}]",
            may(true),
            record("{}"),
            may(true)),
        row(
            "who may not get the record does not learn whether there is one",
            "403 Forbidden ann may not read this record: this takes the verb \"get\" on"
                + " deletedresources.softdelete.dev \"configmap-c\" in namespace shop, as in the"
                + " ClusterRole soft-delete-viewer",
            may(false)),
        row(
            "no such record",
            "404 NotFound deletedresources.softdelete.dev \"configmap-c\" not found in namespace"
                + " shop",
            may(true),
            on(RECORD, NOT_FOUND)),
        row(
            "who may not get the object",
            "403 Forbidden ann may not read what was deleted: this takes the verb \"get\" on"
                + " configmaps \"c\" in namespace shop",
            may(true),
            record("{}"),
            may(false)),
        row(
            "the record of a namespace that is gone",
            "403 Forbidden ann may not read what was deleted: this takes the verb \"get\" on"
                + " configmaps in namespace soft-delete-system, because namespace shop was deleted"
                + " with its role bindings",
            may(true),
            record("{\"metadata\": {\"namespace\": \"soft-delete-system\"}}"),
            may(false)),
        row(
            "a purged record says so only to who may read it",
            "410 Gone DeletedResource configmap-c is being purged or was purged: what was deleted"
                + " is gone for good",
            may(true),
            record("{\"status\": {\"state\": \"PURGING\"}}"),
            may(true)),
        row(
            "the operator itself may not ask",
            "ApiException 403",
            on(ACCESS, refusal(403, "Forbidden", "no"))));
  }

  @ParameterizedTest
  @MethodSource
  void answers(Row row) {
    server.play(row, () -> ask(() -> STORED.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theUserIsAskedAboutWithTheWholeLogin() {
    server.reset();
    server.plan(ACCESS, allowed(false));

    assertThat(ask(() -> new byte[0])).startsWith("403");

    assertThat(server.bodies(ACCESS))
        .singleElement()
        .isEqualTo(
            "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"ann\",\"uid\":\"a-1\",\"groups\":[\"dev\"],\"extra\":{\"k\":[\"v\"]},\"resourceAttributes\":{\"verb\":\"get\",\"group\":\"softdelete.dev\",\"version\":\"v1\",\"resource\":\"deletedresources\",\"namespace\":\"shop\",\"name\":\"configmap-c\"}}}");
  }

  @Test
  void aCopyThatCannotBeUsedIsNotShown() {
    Row row =
        row(
            "corrupt",
            "500 InternalError the stored copy cannot be used: Secret a/b is missing. Put the"
                + " Secret back from a backup of the operator's namespace",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{}"),
            may(true));

    server.play(
        row,
        () ->
            ask(
                () -> {
                  throw new CorruptSnapshotException("Secret a/b is missing");
                }));
  }

  @Test
  void aCopyThatWasPurgedMeanwhileIsGone() {
    Row row =
        row(
            "purged",
            "410 Gone DeletedResource configmap-c is being purged or was purged: what was deleted"
                + " is gone for good",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{\"status\": {\"state\": \"PURGING\"}}"),
            may(true));

    server.play(
        row,
        () ->
            ask(
                () -> {
                  throw new CorruptSnapshotException("Secret a/b is missing");
                }));
  }

  @Test
  void aCopyThatWasReplacedMeanwhileIsReadAgain() {
    var reads = new AtomicInteger();
    Row row =
        row(
            "replaced",
            "2",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{\"spec\": {\"snapshot\": {\"bytes\": 7}}}"),
            may(true));

    server.play(
        row,
        () -> {
          String answer =
              ask(
                  () -> {
                    if (reads.incrementAndGet() == 1) {
                      throw new CorruptSnapshotException("Secret a/b is missing");
                    }
                    return STORED.getBytes(StandardCharsets.UTF_8);
                  });
          assertThat(answer).contains("ConfigMap");
          return reads.get();
        });
  }

  @Test
  void theCopyOfAnotherObjectIsNotShown() {
    Row row =
        row(
            "another object",
            "500 InternalError the stored copy cannot be used: it is not the object that the record"
                + " names. Put the Secret back from a backup of the operator's namespace",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{}"),
            may(true));

    server.play(
        row,
        () -> ask(() -> STORED.replace("ConfigMap", "Secret").getBytes(StandardCharsets.UTF_8)));
  }

  static Stream<Row> faults() {
    return Stream.of(
        row(
            "429",
            "503 ServiceUnavailable",
            on(ACCESS, TOO_MANY),
            on(ACCESS, TOO_MANY),
            on(ACCESS, TOO_MANY)),
        row(
            "503",
            "503 ServiceUnavailable",
            on(ACCESS, UNAVAILABLE),
            on(ACCESS, UNAVAILABLE),
            on(ACCESS, UNAVAILABLE)),
        row(
            "403 to the operator",
            "500 InternalError",
            on(ACCESS, refusal(403, "Forbidden", "no"))));
  }

  @ParameterizedTest
  @MethodSource
  void faults(Row row) {
    ReviewHandler handler = handler(() -> new byte[0]);
    server.play(
        row,
        () -> {
          try {
            return handler.answer(ReviewRequests.with("{\"record\": \"configmap-c\"}"));
          } catch (ApiException e) {
            return ReviewRequests.seen(handler.afterFault(null, Fault.of(e)))
                .replaceFirst(" the soft-delete operator cannot answer this review: .*", "");
          }
        });
  }

  @Test
  void whatCannotBeReadIsRefused() {
    ReviewHandler handler = handler(() -> new byte[0]);

    for (Fault fault : new Fault[] {Fault.UNREADABLE, Fault.TOO_LARGE, Fault.BUSY}) {
      assertThat(handler.afterFault(null, fault))
          .isInstanceOfSatisfying(
              AdmissionResponse.Denied.class, d -> assertThat(d.message()).contains(fault.why()));
    }
  }

  private static String ask(Supplier<byte[]> payload) {
    return ReviewRequests.seen(
        handler(payload).answer(ReviewRequests.with("{\"record\": \"configmap-c\"}")));
  }

  /** Nobody asks for a verdict here, which has a test of its own. */
  private static ReviewHandler handler(Supplier<byte[]> payload) {
    var snapshots =
        (SnapshotStore)
            Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(),
                new Class<?>[] {SnapshotStore.class},
                (proxy, method, args) -> payload.get());
    return new ReviewHandler(server.api(), snapshots, null);
  }

  private static Exchange may(boolean allowed) {
    return on(ACCESS, allowed(allowed));
  }

  private static Answer allowed(boolean allowed) {
    ObjectNode review = Json.object();
    review.putObject("status").put("allowed", allowed);
    return ok(review);
  }

  private static Exchange record(String change) {
    DeletedResource record = Records.of("shop", change);
    return on(RECORD, ok(Records.json(record)));
  }
}
