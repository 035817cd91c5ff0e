package dev.softdelete.operator.restore.over;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A live object that is not deleted after all leaves no note of its delete where that is known. */
@Tag("wire")
class LiveObjectDeleteWireTest {
  private static final String NOTE =
      "PATCH /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final String DELETE = "DELETE /api/v1/namespaces/shop/configmaps/c";
  private static final Answer NOTED = ok(Json.tree(Snapshots.record("shop", "c", Map.of())));
  private static final Answer REFUSED = refusal(403, "Forbidden", "policy p denied it");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> deletes() {
    return Stream.of(
        row("the record has changed", "not yet", on(NOTE, CONFLICT)),
        row("the record is gone", "not yet", on(NOTE, NOT_FOUND)),
        row("the object has changed", "not yet", on(NOTE, NOTED), on(DELETE, CONFLICT)),
        row("the object is gone", "not yet", on(NOTE, NOTED), on(DELETE, NOT_FOUND)),
        row(
            "a policy refuses it",
            "Invalid",
            on(NOTE, NOTED),
            on(DELETE, REFUSED),
            on(NOTE, NOTED)),
        row(
            "a webhook refuses it with a conflict",
            "Invalid",
            on(NOTE, NOTED),
            on(DELETE, refusal(409, "Conflict", "no").byWebhook()),
            on(NOTE, NOTED)),
        row(
            "too many requests",
            "ApiException 429",
            on(NOTE, NOTED),
            on(DELETE, TOO_MANY),
            on(DELETE, TOO_MANY),
            on(DELETE, TOO_MANY)));
  }

  @ParameterizedTest
  @MethodSource
  void deletes(Row row) {
    server.play(row, LiveObjectDeleteWireTest::deleted);
  }

  @Test
  void theVersionThatWasSeenIsDeletedForTheRequester() {
    server.reset();
    server.plan(NOTE, NOTED);
    server.plan(DELETE, NOT_FOUND);

    deleted();

    assertThat(server.bodies(DELETE))
        .containsExactly(
            "{\"propagationPolicy\":\"Background\",\"preconditions\":{\"uid\":\"u-2\",\"resourceVersion\":\"5\"}}");
    assertThat(server.bodies(NOTE).getFirst())
        .contains("\"restoreOver\":{\"uid\":\"u-2\",\"times\":1}");
  }

  private static String deleted() {
    var requests = new DeleteRequests();
    var request = RestoreRequest.of(Snapshots.record("shop", "c", Map.of()));
    var key = new ObjectKey(ResourceType.CONFIG_MAPS, Optional.of("shop"), "c");
    try {
      return switch (new LiveObjectDelete(server.api(), null, null, requests)
          .delete(request, key, live(), 1)) {
        case LiveObjectDelete.Step.Captured c -> "captured";
        case LiveObjectDelete.Step.NotYet n -> "not yet";
      };
    } catch (RestoreFailedException e) {
      return e.failure().reason().name();
    }
  }

  private static KubeObject live() {
    ObjectNode live = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    live.putObject("metadata")
        .put("name", "c")
        .put("namespace", "shop")
        .put("uid", "u-2")
        .put("resourceVersion", "5");
    return new KubeObject(live);
  }
}
