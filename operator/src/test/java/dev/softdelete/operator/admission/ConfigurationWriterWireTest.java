package dev.softdelete.operator.admission;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read before a webhook configuration is written, and what is written then. */
@Tag("wire")
class ConfigurationWriterWireTest {
  private static final String PATH =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/a";
  private static final String READ = "GET " + PATH;
  private static final String APPLY =
      "PATCH " + PATH + "?fieldManager=soft-delete-operator&force=true";
  private static final String ADDED =
      "'matchExpressions':[{'key':'control-plane','operator':'DoesNotExist'}]";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final ConfigurationWriter writer =
      new ConfigurationWriter(server.api(), ConfigurationMarks.NONE);

  @BeforeEach
  void plan() {
    server.reset();
    server.plan(APPLY, ok(Json.object()));
  }

  @Test
  void aFirstWriteIsAsWanted() {
    server.plan(READ, NOT_FOUND);

    writer.apply(selecting("{'matchLabels':{'a':'b'}}"));

    assertThat(server.sent()).containsExactly(READ, APPLY);
    assertThat(server.bodies(APPLY)).noneMatch(body -> body.contains("control-plane"));
  }

  @Test
  void whatTheClusterHasAddedIsWrittenToo() {
    server.plan(READ, ok(selecting("{" + ADDED + "}").json()));

    writer.apply(selecting("{'matchLabels':{'a':'b'}}"));

    assertThat(server.bodies(APPLY))
        .singleElement()
        .asString()
        .contains("control-plane", "matchLabels");
  }

  @Test
  void whereTheEnforcerIsDisabledWhatItHasAddedGoes() {
    var disabling =
        new ConfigurationWriter(
            server.api(),
            new ConfigurationMarks(Map.of(), Map.of("admissions.enforcer/disabled", "true")));

    disabling.apply(selecting("{'matchLabels':{'a':'b'}}"));

    assertThat(server.sent()).containsExactly(APPLY);
    assertThat(server.bodies(APPLY))
        .singleElement()
        .asString()
        .contains("admissions.enforcer/disabled")
        .doesNotContain("control-plane");
  }

  @Test
  void withoutASelectorNothingIsRead() {
    writer.apply(manifest("{'webhooks':[{'name':'w'}]}"));

    assertThat(server.sent()).containsExactly(APPLY);
  }

  /** The next attempt comes within a second, and a blind write would begin the contest. */
  @Test
  void whatCannotBeReadIsNotWritten() {
    server.plan(READ, Answer.refusal(403, "Forbidden", "no"));

    assertThatThrownBy(() -> writer.apply(selecting("{'matchLabels':{'a':'b'}}")))
        .isInstanceOf(ApiException.class);
    assertThat(server.sent()).containsExactly(READ);
  }

  private static AdmissionManifest selecting(String selector) {
    return manifest("{'webhooks':[{'name':'w','namespaceSelector':" + selector + "}]}");
  }

  private static AdmissionManifest manifest(String text) {
    ObjectNode json = Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    json.putObject("metadata").put("name", "a");
    return new AdmissionManifest("mutatingwebhookconfigurations", json);
  }
}
