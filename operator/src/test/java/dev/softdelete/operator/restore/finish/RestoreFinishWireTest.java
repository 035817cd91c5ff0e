package dev.softdelete.operator.restore.finish;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process that removed the restore mark may have died before it discarded the applied manifest.
 */
@Tag("wire")
class RestoreFinishWireTest {
  private static final String NAMESPACE = "soft-delete-system";
  private static final String PATH = "/api/v1/namespaces/shop/configmaps/c";
  private static final String SECRETS = "/api/v1/namespaces/soft-delete-system/secrets";
  private static final String LIST =
      "GET " + SECRETS + "?limit=500&labelSelector=softdelete.dev%2Fpending-apply%3Du-1&continue=";
  private static final String DONE = "Finished[onTop=Nothing[], withoutStatus=Optional.empty]";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> whereNothingIsLeftToFinish() {
    return Stream.of(
        row(
            "its manifest was not discarded",
            DONE,
            on("GET " + PATH, ok(live("u-2", null))),
            on(LIST, manifests("apply-r-1")),
            on("DELETE " + SECRETS + "/apply-r-1", ok(Json.object()))),
        row(
            "its manifest is gone meanwhile",
            DONE,
            on("GET " + PATH, ok(live("u-2", null))),
            on(LIST, manifests("apply-r-1")),
            on("DELETE " + SECRETS + "/apply-r-1", NOT_FOUND)),
        row("no manifest", DONE, on("GET " + PATH, ok(live("u-2", null))), on(LIST, manifests())),
        row(
            "gone since",
            DONE,
            on("GET " + PATH, NOT_FOUND),
            on(LIST, manifests("apply-r-1")),
            on("DELETE " + SECRETS + "/apply-r-1", ok(Json.object()))),
        row(
            "another object by now",
            DONE,
            on("GET " + PATH, ok(live("u-3", "shop/configmap-c/other/r-2"))),
            on(LIST, manifests())),
        row(
            "a mark that is not ours: whose manifest it is, is not known",
            DONE,
            on("GET " + PATH, ok(live("u-2", "shop/configmap-c/other/r-2")))));
  }

  @ParameterizedTest
  @MethodSource
  void whereNothingIsLeftToFinish(Row row) {
    DeletedResource record = Snapshots.record("shop", "c", Map.of());
    var stored = new StoredObject(Snapshots.object("{}"), Optional.empty(), "secret");
    var finish = finishing();
    server.play(
        row,
        () ->
            finish.finish(
                RestoreRequest.of(record), stored, PATH, new RestoredObject("shop", "c", "u-2")));
  }

  @Test
  void whatHadNoRoomBesideTheMarkIsWrittenAsTheMarkIsTakenOff() {
    String finish = "PATCH " + PATH + "?fieldManager=soft-delete-restore";
    Answer marked = ok(live("u-2", "shop/configmap-c/secret/"));
    String note = "x".repeat(262_100);
    server.reset();
    server.plan("GET " + PATH, marked);
    server.plan(finish, marked);
    var stored =
        new StoredObject(
            Snapshots.object(
                "{\"metadata\": {\"annotations\": {\"note\": \"" + note + "\", \"a\": \"b\"}}}"),
            Optional.empty(),
            "secret");

    finishing()
        .finish(
            RestoreRequest.of(Snapshots.record("shop", "c", Map.of())),
            stored,
            PATH,
            new RestoredObject("shop", "c", "u-2"));

    assertThat(server.bodies(finish))
        .singleElement()
        .satisfies(
            body ->
                assertThat(
                        Json.parse(body.getBytes(StandardCharsets.UTF_8))
                            .at("/metadata/annotations"))
                    .hasToString("{\"softdelete.dev/restoring\":null,\"note\":\"" + note + "\"}"));
  }

  static Stream<Row> whereAControllerAnswersTheStatus() {
    String status = "PATCH " + PATH + "/status?fieldManager=soft-delete-restore";
    String finish = "PATCH " + PATH + "?fieldManager=soft-delete-restore";
    Answer marked = ok(live("u-2", "shop/configmap-c/secret/"));
    return Stream.of(
        row(
            "it is written once",
            DONE,
            on("GET " + PATH, marked),
            on(status, marked),
            on(finish, CONFLICT),
            on("GET " + PATH, marked),
            on(finish, marked)),
        row(
            "it is written when nothing of it was",
            DONE,
            on("GET " + PATH, marked),
            on(status, CONFLICT),
            on("GET " + PATH, marked),
            on(status, marked),
            on(finish, marked)),
        row(
            "it stays away where the requester may not write it",
            "Finished[onTop=Nothing[], withoutStatus=Optional[It is back without its status, which"
                + " ann may not write: this takes the permission to patch the subresource"
                + " status.]]",
            on("GET " + PATH, marked),
            on(status, Answer.refusal(403, "Forbidden", "no")),
            on(finish, CONFLICT),
            on("GET " + PATH, marked),
            on(finish, marked)));
  }

  @ParameterizedTest
  @MethodSource
  void whereAControllerAnswersTheStatus(Row row) {
    ObjectNode record = Json.tree(Snapshots.record("shop", "c", Map.of()));
    record.withObject("/spec/terms").put("restoreStatus", true);
    record.withObject("/spec/resource").put("kind", "Widget").put("apiVersion", "example.com/v1");
    var stored =
        new StoredObject(
            Snapshots.object(
                """
                {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "c"},
                 "status": {"ready": true}}
                """),
            Optional.empty(),
            "secret");
    var finish = finishing();
    server.play(
        row,
        () ->
            finish.finish(
                RestoreRequest.of(Json.as(DeletedResource.class, record)),
                stored,
                PATH,
                new RestoredObject("shop", "c", "u-2")));
  }

  static Stream<Row> whereTheVolumeWentWithTheClaimOfTheRecord() {
    Answer marked = ok(claim());
    return Stream.of(
        row(
            "no volume is created or bound for another claim with the mark",
            DONE,
            on("GET " + PATH, marked),
            on("PATCH " + PATH + "?fieldManager=soft-delete-restore", marked)));
  }

  @ParameterizedTest
  @MethodSource
  void whereTheVolumeWentWithTheClaimOfTheRecord(Row row) {
    DeletedResource record = Snapshots.record("shop", "c", Map.of());
    record.setStatus(
        new DeletedResourceStatus(
            State.RESTORED, new RestoredObject("shop", "c", "u-1"), null, List.of()));
    var stored = new StoredObject(new KubeObject(claim()), Optional.empty(), "secret");
    var finish = finishing();
    server.play(
        row,
        () ->
            finish.finish(
                RestoreRequest.of(record), stored, PATH, new RestoredObject("shop", "c", "u-2")));
  }

  private static ObjectNode claim() {
    ObjectNode claim = live("u-2", "shop/configmap-c/secret/");
    claim.put("kind", "PersistentVolumeClaim").putObject("spec").put("volumeName", "pv");
    return claim;
  }

  private static ObjectNode live(String uid, String mark) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = object.putObject("metadata").put("name", "c").put("uid", uid);
    if (mark != null) {
      metadata.putObject("annotations").put(RestoreMark.ANNOTATION, mark);
    }
    return object;
  }

  private static RestoreFinish finishing() {
    return new RestoreFinish(
        server.api(),
        new PendingApplies(server.api(), NAMESPACE, InstantSource.system()),
        new WaitingSince(InstantSource.system()),
        new Logins(server.api(), InstantSource.system(), Duration.ofHours(1)));
  }

  private static Answer manifests(String... names) {
    ObjectNode list = Json.object().put("kind", "PartialObjectMetadataList");
    list.putObject("metadata");
    list.putArray("items");
    for (String name : names) {
      list.withArray("/items").addObject().putObject("metadata").put("name", name);
    }
    return ok(list);
  }
}
