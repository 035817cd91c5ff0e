package dev.softdelete.operator.restore.apply;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.WEBHOOK_DOWN;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An apply has an end: what is certain to repeat is refused at once, anything else in the end. */
@Tag("wire")
class ApplyOnTopWireTest {
  private static final String PATH = "/api/v1/namespaces/shop/configmaps/c";
  private static final String APPLY = "PATCH " + PATH + "?force=true&fieldManager=kubectl";
  private static final String SECRET = "/api/v1/namespaces/ours/secrets/apply-r-1";
  private static final Instant NOW = Instant.parse("2026-01-01T12:10:00Z");
  private static final Answer NO_SUCH_FIELD =
      refusal(
          500,
          "",
          "failed to create typed patch object (shop/c; /v1, Kind=ConfigMap): .spec: field not"
              + " declared in schema");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Answer> whatMayPass() {
    return Stream.of(CONFLICT, WEBHOOK_DOWN);
  }

  @Test
  void anErrorThatIsCertainToRepeatRefusesAtOnce() {
    server.reset();
    answerEachAttempt(NO_SUCH_FIELD);

    assertThat(apply().orElseThrow()).contains("not declared in schema");
  }

  @ParameterizedTest
  @MethodSource("whatMayPass")
  void anErrorThatMayPassIsNotedAndTheApplyIsTriedAgain(Answer answer) {
    server.reset();
    answerEachAttempt(answer);
    server.plan("GET " + SECRET, ok(secret("2026-01-01T12:09:00Z 7")));
    server.plan("PATCH " + SECRET, ok(secret("")));

    assertThatThrownBy(ApplyOnTopWireTest::apply).isInstanceOf(ApiException.class);
    assertThat(server.bodies("PATCH " + SECRET))
        .singleElement()
        .asString()
        .contains("\"softdelete.dev/failed-attempts\":\"2026-01-01T12:09:00Z 8\"");
  }

  @ParameterizedTest
  @MethodSource("whatMayPass")
  void anErrorThatHasNotPassedForTenMinutesRefuses(Answer answer) {
    server.reset();
    answerEachAttempt(answer);
    server.plan("GET " + SECRET, ok(secret("2026-01-01T12:00:00Z 7")));
    server.plan("PATCH " + SECRET, ok(secret("")));

    assertThat(apply()).isPresent();
  }

  @Test
  void theManifestOfAnExportNamesNoEarlierObject() {
    server.reset();
    server.plan(APPLY, ok(live().json()));

    assertThat(apply()).isEmpty();
    assertThat(server.bodies(APPLY))
        .singleElement()
        .asString()
        .contains("\"uid\":\"u-2\"")
        .doesNotContain("resourceVersion", "generation", "creationTimestamp");
  }

  @Test
  void anObjectThatIsGoneIsNoFailure() {
    server.reset();
    server.plan(APPLY, NOT_FOUND);

    assertThatThrownBy(ApplyOnTopWireTest::apply).isInstanceOf(ApiException.class);
  }

  /** The client itself sends a request again after a 500. */
  private static void answerEachAttempt(Answer answer) {
    for (int attempt = 0; attempt < 3; attempt++) {
      server.plan(APPLY, answer);
    }
  }

  private static Optional<String> apply() {
    ObjectNode manifest = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    manifest
        .putObject("metadata")
        .put("name", "c")
        .put("namespace", "shop")
        .put("uid", "u-1")
        .put("resourceVersion", "7")
        .put("generation", 3)
        .put("creationTimestamp", "2026-01-01T00:00:00Z");
    var pending =
        new PendingApply(new Requester("ann", null, null, null), "kubectl", true, manifest, null);
    var applies = new PendingApplies(server.api(), "ours", InstantSource.fixed(NOW));
    return new ApplyOnTop(server.api(), pending, PATH, () -> applies.failed("r-1"))
        .apply(live(), Json.object().arrayNode());
  }

  private static ObjectNode secret(String failed) {
    ObjectNode secret = Json.object();
    secret.putObject("metadata").put("name", "apply-r-1");
    secret.withObject("/metadata/annotations").put("softdelete.dev/failed-attempts", failed);
    return secret;
  }

  private static KubeObject live() {
    ObjectNode live = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    live.putObject("metadata").put("name", "c").put("namespace", "shop").put("uid", "u-2");
    return new KubeObject(live);
  }
}
