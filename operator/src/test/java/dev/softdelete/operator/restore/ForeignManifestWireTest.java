package dev.softdelete.operator.restore;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mark without a record may be forged, and name the manifest that somebody else has sent: it is
 * neither applied nor discarded.
 */
@Tag("wire")
class ForeignManifestWireTest {
  private static final String PATH = "/api/v1/namespaces/shop/configmaps/c";
  private static final String OBJECT = "GET " + PATH;
  private static final String RECORD =
      "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/no-record";
  private static final String SECRET = "/api/v1/namespaces/ours/secrets/apply-r-1";
  private static final String APPLY = "PATCH " + PATH + "?force=true&fieldManager=kubectl";
  private static final String UNMARK = "PATCH " + PATH + "?fieldManager=soft-delete-restore";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> manifests() {
    return Stream.of(
            row(
                "its own",
                "true",
                on("GET " + SECRET, sent("v1", "ConfigMap", "shop", "c")),
                on(APPLY, ok(live())),
                on(OBJECT, ok(live())),
                on(UNMARK, ok(live())),
                on("DELETE " + SECRET, ok(Json.object()))),
            foreign("of another namespace", sent("v1", "ConfigMap", "other", "c")),
            foreign("of another name", sent("v1", "ConfigMap", "shop", "d")),
            foreign("of another kind", sent("v1", "Secret", "shop", "c")),
            foreign("of another group", sent("example.com/v1", "ConfigMap", "shop", "c")))
        .map(row -> row.after(on(OBJECT, ok(live())), on(RECORD, NOT_FOUND)));
  }

  private static Row foreign(String what, Answer sent) {
    return row(what, "true", on("GET " + SECRET, sent), on(UNMARK, ok(live())));
  }

  @ParameterizedTest
  @MethodSource
  void manifests(Row row) {
    var applies = new PendingApplies(server.api(), "ours", InstantSource.system());
    var begun = new BegunRestores(server.api(), null, null, applies, null);
    server.play(row, () -> begun.note(PATH));
  }

  private static Answer sent(String apiVersion, String kind, String namespace, String name) {
    ObjectNode manifest = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    manifest.putObject("metadata").put("namespace", namespace).put("name", name);
    var ann = new Requester("ann", null, null, null);
    var apply = new PendingApply(ann, "kubectl", true, manifest, null);
    ObjectNode secret = Json.object();
    secret
        .putObject("data")
        .put("apply.json", Base64.getEncoder().encodeToString(Json.bytes(Json.tree(apply))));
    return ok(secret);
  }

  private static ObjectNode live() {
    ObjectNode live = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    live.putObject("metadata")
        .put("name", "c")
        .put("namespace", "shop")
        .put("uid", "u-2")
        .put("resourceVersion", "7")
        .putObject("annotations")
        .put("softdelete.dev/restoring", "shop/no-record/guess/r-1");
    return live;
  }
}
