package dev.softdelete.operator.restore;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.restore.create.LiveOwners;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.over.OverPreview;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.Row.Exchange;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A preview tells nothing of a live object to a requester who may not read it. */
@Tag("wire")
class RestorePreviewsWireTest {
  private static final String REVIEW = "POST /apis/authorization.k8s.io/v1/subjectaccessreviews";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> ofAConfigMap() {
    return Stream.of(
        row(
            "who may not create there does not learn that something is there",
            "Forbidden",
            create("configmaps", refusal(403, "Forbidden", "no"))),
        row(
            "who may not read what was deleted gets no comparison",
            "NameConflict",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", object("ConfigMap", "guess")),
            review(false)),
        row(
            "who may not read what is there gets none either",
            "NameConflict",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", object("ConfigMap", "guess")),
            review(true),
            review(false)),
        row(
            "who may read both gets the paths",
            "NameConflict /data/a",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", object("ConfigMap", "guess")),
            review(true),
            review(true)),
        row(
            "equal objects need no review",
            "NameConflict",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", object("ConfigMap", "secret"))),
        row(
            "its finalizers are as private",
            "StillTerminating finalizers",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", going()),
            review(false)),
        row(
            "its finalizers are told to who may read it",
            "StillTerminating [example.com/f]",
            create("configmaps", ALREADY_EXISTS),
            live("configmaps", going()),
            review(true)),
        row(
            "what would come back differs",
            "possible /data/a",
            create("configmaps", ok(object("ConfigMap", "changed"))),
            review(true)),
        row(
            "what would come back differs, for who may not read it",
            "possible",
            create("configmaps", ok(object("ConfigMap", "changed"))),
            review(false)),
        row(
            "nothing is there any more",
            "possible",
            create("configmaps", ALREADY_EXISTS),
            on("GET /api/v1/namespaces/v/configmaps/c", NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void ofAConfigMap(Row row) {
    server.play(row.after(served()), () -> preview("ConfigMap", "configmaps"));
  }

  static Stream<Row> ofASecret() {
    return Stream.of(
        row(
            "a wrong guess",
            "NameConflict",
            create("secrets", ALREADY_EXISTS),
            live("secrets", object("Secret", "Z3Vlc3M="))),
        row(
            "a right guess looks the same",
            "NameConflict",
            create("secrets", ALREADY_EXISTS),
            live("secrets", object("Secret", "secret"))));
  }

  @ParameterizedTest
  @MethodSource
  void ofASecret(Row row) {
    server.play(row.after(served()), () -> preview("Secret", "secrets"));
  }

  private static String preview(String kind, String plural) {
    Preview preview = previews(kind).of(RestoreRequest.of(intoAnotherNamespace(kind, plural)));
    String told = String.join(" ", preview.differences());
    String message = preview.message();
    return preview
        .obstacle()
        .map(
            o ->
                o.reason()
                    + (message.contains("for finalizers.") ? " finalizers" : "")
                    + (message.contains("example.com/f") ? " [example.com/f]" : ""))
        .orElse("possible")
        .concat(told.isEmpty() ? "" : " " + told)
        .concat(message.contains("secret") || message.contains("guess") ? " a value" : "");
  }

  private static RestorePreviews previews(String kind) {
    var owners = new LiveOwners(path -> Optional.empty(), List::of, uid -> Optional.empty());
    var creates =
        new RestoringCreate(
            server.api(),
            new RestoreManifests(
                owners, new KindCoverage(List::of, "soft-delete-system", type -> false)),
            null,
            new WaitingSince(InstantSource.system()),
            new RestoreClaim(server.api(), InstantSource.system()));
    return new RestorePreviews(
        server.api(),
        new Discovery(server.api()),
        snapshots(object(kind, "secret")),
        creates,
        new OverPreview(
            server.api(), new Discovery(server.api()), creates, null, InstantSource.system()));
  }

  private static SnapshotStore snapshots(ObjectNode object) {
    var stored = new StoredObject(Snapshots.object(object.toString()), Optional.empty(), "mark");
    return (SnapshotStore)
        Proxy.newProxyInstance(
            SnapshotStore.class.getClassLoader(),
            new Class<?>[] {SnapshotStore.class},
            (proxy, method, args) -> stored);
  }

  private static DeletedResource intoAnotherNamespace(String kind, String plural) {
    DeletedResource record =
        Snapshots.record("o", "c", Map.of(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, "v"));
    ObjectNode spec = Json.tree(record.getSpec());
    spec.set(
        "resource",
        Json.tree(new ResourceIdentity("v1", kind, plural, "o", null, "c", "u-1", null)));
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    return record;
  }

  private static ObjectNode object(String kind, String value) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", kind);
    object.putObject("metadata").put("name", "c").put("namespace", "v").put("uid", "u-2");
    object.putObject("data").put("a", value);
    return object;
  }

  private static ObjectNode going() {
    ObjectNode object = object("ConfigMap", "secret");
    object
        .withObject("/metadata")
        .put("deletionTimestamp", "2026-01-01T00:00:00Z")
        .putArray("finalizers")
        .add("example.com/f");
    return object;
  }

  private static Exchange served() {
    ObjectNode list = Json.object();
    for (String kind : List.of("ConfigMap", "Secret")) {
      list.withArray("/resources")
          .addObject()
          .put("name", kind.equals("Secret") ? "secrets" : "configmaps")
          .put("kind", kind)
          .put("namespaced", true);
    }
    return on("GET /api/v1", ok(list));
  }

  private static Exchange create(String plural, Answer answer) {
    return on(
        "POST /api/v1/namespaces/v/" + plural + "?fieldManager=soft-delete-restore&dryRun=All",
        answer);
  }

  private static Exchange live(String plural, ObjectNode object) {
    return on("GET /api/v1/namespaces/v/" + plural + "/c", ok(object));
  }

  private static Exchange review(boolean allowed) {
    ObjectNode review = Json.object();
    review.putObject("status").put("allowed", allowed);
    return on(REVIEW, ok(review));
  }
}
