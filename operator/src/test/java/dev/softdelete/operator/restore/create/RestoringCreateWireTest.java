package dev.softdelete.operator.restore.create;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each answer to the create of a restored object becomes an object, a reason, or a new attempt. */
@Tag("wire")
class RestoringCreateWireTest {
  private static final String CREATE =
      "POST /api/v1/namespaces/shop/configmaps?fieldManager=soft-delete-restore";
  private static final String OBJECT = "GET /api/v1/namespaces/shop/configmaps/c";
  private static final String OURS = "shop/configmap-c/secret/";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> create() {
    return Stream.of(
        row("created", "u-2", on(CREATE, ok(live(OURS)))),
        row(
            "an interrupted attempt has created it",
            "u-2",
            on(CREATE, ALREADY_EXISTS),
            on(OBJECT, ok(live(OURS)))),
        row(
            "another object has its name",
            "NameConflict",
            on(CREATE, ALREADY_EXISTS),
            on(OBJECT, ok(live("")))),
        row(
            "the object of another record has its name",
            "NameConflict",
            on(CREATE, ALREADY_EXISTS),
            on(OBJECT, ok(live("shop/configmap-c/other/")))),
        row(
            "an object of its name is being deleted",
            "StillTerminating",
            on(CREATE, ALREADY_EXISTS),
            on(OBJECT, ok(going()))),
        row(
            "what had its name is gone again",
            "NameConflict",
            on(CREATE, ALREADY_EXISTS),
            on(OBJECT, NOT_FOUND)),
        row(
            "its own reservation refuses what exists already",
            "u-2",
            on(CREATE, refusal(409, "Conflict", "The host h is reserved").byWebhook()),
            on(OBJECT, ok(live(OURS)))),
        row(
            "the requester may not",
            "Forbidden",
            on(CREATE, refusal(403, "Forbidden", "no")),
            on(OBJECT, NOT_FOUND)),
        row(
            "the quota is used up by the object that an interrupted attempt has created",
            "u-2",
            on(CREATE, refusal(403, "Forbidden", "exceeded quota: q")),
            on(OBJECT, ok(live(OURS)))),
        row(
            "the quota is used up by others",
            "QuotaExceeded",
            on(CREATE, refusal(403, "Forbidden", "exceeded quota: q")),
            on(OBJECT, ok(live("")))),
        row("no longer valid", "Invalid", on(CREATE, INVALID), on(OBJECT, NOT_FOUND)),
        row("a write at the same time", "ApiException 409", on(CREATE, CONFLICT)),
        thrice("too many requests", "ApiException 429", CREATE, TOO_MANY));
  }

  @ParameterizedTest
  @MethodSource
  void create(Row row) {
    server.play(row, RestoringCreateWireTest::created);
  }

  private static String created() {
    RestoringCreate creates = creates();
    RestoreRequest request = RestoreRequest.of(Snapshots.record("shop", "c", Map.of()));
    try {
      return switch (creates.create(request, stored(), ResourceType.CONFIG_MAPS)) {
        case RestoringCreate.Step.Created c -> c.object().uid();
        case RestoringCreate.Step.NotYet n -> "not yet";
      };
    } catch (RestoreFailedException e) {
      return e.failure().reason().name();
    }
  }

  private static RestoringCreate creates() {
    var owners = new LiveOwners(path -> Optional.empty(), List::of, uid -> Optional.empty());
    return new RestoringCreate(
        server.api(),
        new RestoreManifests(
            owners, new KindCoverage(List::of, "soft-delete-system", type -> false)),
        null,
        new WaitingSince(InstantSource.system()),
        new RestoreClaim(server.api(), InstantSource.system()));
  }

  private static StoredObject stored() {
    return new StoredObject(
        Snapshots.object(
            """
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "shop"}}
            """),
        Optional.empty(),
        "secret");
  }

  private static ObjectNode live(String mark) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = object.putObject("metadata").put("name", "c").put("uid", "u-2");
    if (!mark.isEmpty()) {
      metadata.putObject("annotations").put(RestoreMark.ANNOTATION, mark);
    }
    return object;
  }

  private static ObjectNode going() {
    ObjectNode object = live("");
    object.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    return object;
  }
}
