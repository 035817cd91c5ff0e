package dev.softdelete.operator.recreate;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.record.ListedRecords;
import dev.softdelete.operator.record.RecordName;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A create waits for a capture, and whatever the API server answers, it is answered. */
@Tag("wire")
class AfterCaptureWireTest {
  private static final String OBJECT = "GET /api/v1/namespaces/shop/configmaps/web";
  private static final String RECORD =
      "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/"
          + RecordName.of("ConfigMap", "web", "u-1");
  private static final String ALLOWED = "Allowed";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> creates() {
    return Stream.of(
        row("the name is free", ALLOWED, on(OBJECT, NOT_FOUND)),
        row("the name is taken", ALLOWED, on(OBJECT, ok(live("u-1")))),
        row(
            "the capture ends",
            ALLOWED,
            on(OBJECT, deleting("u-1")),
            on(OBJECT, deleting("u-1")),
            on(OBJECT, NOT_FOUND),
            on(RECORD, ok(Json.object()))),
        row(
            "the delete was final",
            ALLOWED,
            on(OBJECT, deleting("u-1")),
            on(OBJECT, NOT_FOUND),
            on(RECORD, NOT_FOUND)),
        row(
            "somebody else has created it",
            ALLOWED,
            on(OBJECT, deleting("u-1")),
            on(OBJECT, ok(live("u-2"))),
            on(RECORD, ok(Json.object()))),
        thrice("the API server is not ready", ALLOWED, OBJECT, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void creates(Row row) {
    server.play(row, () -> create("configmaps", "ConfigMap"));
  }

  /** A namespace is deleted only after all that is in it. */
  @Test
  void aNamespaceIsNotAwaited() {
    server.reset();

    assertThat(create("namespaces", "Namespace")).isEqualTo(ALLOWED);
    assertThat(server.sent()).isEmpty();
  }

  /** A stuck object may stay for days, and each create of its name would wait. */
  @Test
  void whatIsKnownToBeStuckIsNotAwaited() {
    server.reset();

    assertThat(create("configmaps", "ConfigMap", key -> true, new WaitLimits())).isEqualTo(ALLOWED);
    assertThat(server.sent()).isEmpty();
  }

  /** The API server asks once for each policy, one after the other. */
  @Test
  void theWebhooksOfOneCreateWaitNoLongerThanOne() {
    server.reset();
    var time = new AtomicLong();
    var waits = new WaitLimits(time::get);
    waits.left("u-1");
    time.addAndGet(WaitLimits.LIMIT.toNanos());
    server.plan(OBJECT, deleting("u-1"));
    server.plan(OBJECT, deleting("u-1"));

    assertThat(create("configmaps", "ConfigMap", key -> false, waits)).isEqualTo(ALLOWED);
    assertThat(create("configmaps", "ConfigMap", key -> false, waits)).isEqualTo(ALLOWED);
    assertThat(server.sent()).containsExactly(OBJECT, OBJECT);
  }

  private static String create(String resource, String kind) {
    return create(resource, kind, key -> false, new WaitLimits());
  }

  private static String create(
      String resource, String kind, Predicate<ObjectKey> stuck, WaitLimits waits) {
    var handler =
        new AfterCapture(
            request -> AdmissionResponse.allowed(),
            server.api(),
            new ListedRecords(List.of()),
            "soft-delete-system",
            stuck,
            waits);
    return handler.answer(request(resource, kind)).getClass().getSimpleName();
  }

  private static AdmissionRequest request(String resource, String kind) {
    ObjectNode request = Json.object().put("uid", "r-1").put("operation", "CREATE");
    request.putObject("kind").put("kind", kind);
    request.putObject("resource").put("group", "").put("version", "v1").put("resource", resource);
    request.put("namespace", "shop").put("name", "web");
    request.putObject("userInfo").put("username", "ann");
    request.putObject("object").putObject("metadata").put("name", "web").put("namespace", "shop");
    return AdmissionRequest.of(request);
  }

  private static Answer deleting(String uid) {
    ObjectNode live = live(uid);
    live.withObject("/metadata")
        .put("deletionTimestamp", "2026-01-01T00:00:00Z")
        .putArray("finalizers")
        .add("softdelete.dev/retain");
    return ok(live);
  }

  private static ObjectNode live(String uid) {
    ObjectNode live = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    live.putObject("metadata").put("name", "web").put("namespace", "shop").put("uid", uid);
    return live;
  }
}
