package dev.softdelete.operator.webhook.config;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.ConfigurationMarks;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the webhook configuration of reviews is written and removed. */
@Tag("wire")
class ReviewUpkeepWireTest {
  private static final String PATH =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/soft-delete-reviews";
  private static final String APPLY =
      "PATCH " + PATH + "?fieldManager=soft-delete-operator&force=true";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final AtomicReference<Optional<ObjectNode>> config = new AtomicReference<>(url("a"));
  private final AtomicBoolean leading = new AtomicBoolean(true);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(99));
  private final ReviewUpkeep upkeep =
      new ReviewUpkeep(
          new ConfigurationWriter(server.api(), ConfigurationMarks.NONE),
          config::get,
          leading::get,
          clock());

  @BeforeEach
  void plan() {
    server.reset();
  }

  @Test
  void isWrittenByTheLeaderAtOnceAndAgainEachMinute() {
    leading.set(false);
    upkeep.run();
    assertThat(server.sent()).isEmpty();

    leading.set(true);
    applied();
    upkeep.run();
    now.set(now.get().plusSeconds(59));
    upkeep.run();
    assertThat(server.sent()).containsExactly(APPLY);

    now.set(now.get().plusSeconds(1));
    applied();
    upkeep.run();
    assertThat(server.sent()).containsExactly(APPLY, APPLY);
  }

  @Test
  void followsTheAddressTheCertificateAndTheSecret() {
    applied();
    upkeep.run();
    config.set(url("b"));
    applied();
    upkeep.run();

    assertThat(server.bodies(APPLY)).hasSize(2);
    assertThat(webhook(1).at("/clientConfig/url").asText()).isEqualTo("b");
  }

  @Test
  void isRemovedWhereNothingServesTheWebhook() {
    applied();
    upkeep.run();
    config.set(Optional.empty());
    server.plan("DELETE " + PATH, NOT_FOUND);
    upkeep.run();
    upkeep.run();

    assertThat(server.sent()).containsExactly(APPLY, "DELETE " + PATH);
  }

  @Test
  void concernsNothingButDryRunsOfReviews() {
    applied();
    upkeep.run();
    JsonNode webhook = webhook(0);

    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Ignore");
    assertThat(webhook.path("sideEffects").asText()).isEqualTo("None");
    assertThat(webhook.path("rules"))
        .singleElement()
        .hasToString(
            "{\"apiGroups\":[\"softdelete.dev\"],\"apiVersions\":[\"*\"],\"operations\":[\"CREATE\"],\"resources\":[\"deletedresourcereviews\"],\"scope\":\"Namespaced\"}");
    assertThat(webhook.at("/matchConditions/0/expression").asText())
        .isEqualTo("request.?dryRun.orValue(false)");
  }

  private static JsonNode webhook(int write) {
    byte[] body = server.bodies(APPLY).get(write).getBytes(StandardCharsets.UTF_8);
    return Json.parse(body).at("/webhooks/0");
  }

  private static void applied() {
    server.plan(APPLY, ok(Json.object()));
  }

  private static Optional<ObjectNode> url(String url) {
    return Optional.of(Json.object().put("url", url));
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }
}
