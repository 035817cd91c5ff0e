package dev.softdelete.operator.startup;

import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.ScriptedApiServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without some rights, a replica would wait forever without any message. */
@Tag("wire")
class RequiredRightsWireTest {
  private static final String REVIEWS =
      "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  @Test
  void passWhereAllAreGranted() {
    answeringAll(true);

    assertThatCode(() -> RequiredRights.check(server.api(), "ours")).doesNotThrowAnyException();
  }

  @Test
  void areNamedWhereTheyAreMissing() {
    answeringAll(false);

    assertThatThrownBy(() -> RequiredRights.check(server.api(), "ours"))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("list softdeletepolicies.softdelete.dev, watch ")
        .hasMessageContaining("patch leases.coordination.k8s.io in ours")
        .hasMessageContaining("with the chart's roles");
  }

  private static void answeringAll(boolean allowed) {
    server.reset();
    RequiredRights.needed("ours").forEach(right -> server.plan(REVIEWS, ok(answer(allowed))));
  }

  private static JsonNode answer(boolean allowed) {
    var review = Json.object();
    review.putObject("status").put("allowed", allowed);
    return review;
  }
}
