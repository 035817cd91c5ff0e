package dev.softdelete.operator.review;

import static dev.softdelete.operator.review.ReviewScene.ACCESS;
import static dev.softdelete.operator.review.ReviewScene.RECORD;
import static dev.softdelete.operator.review.ReviewScene.STORED;
import static dev.softdelete.operator.review.ReviewScene.allowed;
import static dev.softdelete.operator.review.ReviewScene.ask;
import static dev.softdelete.operator.review.ReviewScene.handler;
import static dev.softdelete.operator.review.ReviewScene.may;
import static dev.softdelete.operator.review.ReviewScene.record;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of the API server leads to the content for who may read it, or to a refusal. */
@Tag("wire")
class ReviewHandlerWireTest {

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
    server.play(row, () -> ask(server.api(), () -> STORED.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theUserIsAskedAboutWithTheWholeLogin() {
    server.reset();
    server.plan(ACCESS, allowed(false));

    assertThat(ask(server.api(), () -> new byte[0])).startsWith("403");

    assertThat(server.bodies(ACCESS))
        .singleElement()
        .isEqualTo(
            "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{\"user\":\"ann\",\"uid\":\"a-1\",\"groups\":[\"dev\"],\"extra\":{\"k\":[\"v\"]},\"resourceAttributes\":{\"verb\":\"get\",\"group\":\"softdelete.dev\",\"version\":\"v1\",\"resource\":\"deletedresources\",\"namespace\":\"shop\",\"name\":\"configmap-c\"}}}");
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
    ReviewHandler handler = handler(server.api(), () -> new byte[0]);
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
    ReviewHandler handler = handler(server.api(), () -> new byte[0]);

    for (Fault fault : new Fault[] {Fault.UNREADABLE, Fault.TOO_LARGE, Fault.BUSY}) {
      assertThat(handler.afterFault(null, fault))
          .isInstanceOfSatisfying(
              AdmissionResponse.Denied.class, d -> assertThat(d.message()).contains(fault.why()));
    }
  }
}
