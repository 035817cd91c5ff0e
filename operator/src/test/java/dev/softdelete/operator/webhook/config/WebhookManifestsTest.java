package dev.softdelete.operator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.GoldenFile;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.webhook.CallerSecret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookManifestsTest {
  private static final String RULE =
      "\"resources\": [{\"apiGroups\": [\"\"], \"resources\": [\"configmaps\"]}]";

  private final WebhookManifests manifests =
      new WebhookManifests(
          new OperatorIdentity("operator", "ns"),
          new WebhookAddress("ns", Optional.empty()),
          new CallerSecret("s"),
          RequesterLists.DEFAULT,
          "Y2E=");

  @Test
  void theManifestsAreThese() {
    List<SoftDeletePolicy> policies =
        List.of(
            PolicyFixture.policy(PolicyFixture.SHORTEST),
            PolicyFixture.policy(PolicyFixture.LONGEST));

    GoldenFile.assertSame(
        getClass(),
        "webhooks.json",
        List.of(manifests.mutating(policies), manifests.validating(policies)));
  }

  @Test
  void nobodyIsAskedOutsideTheKindsAndNamespacesOfThePolicy() {
    JsonNode webhook =
        recreate("{%s, \"namespaceSelector\": {\"matchLabels\": {\"a\": \"b\"}}}".formatted(RULE));

    assertThat(webhook.at("/rules/0/resources").toString()).isEqualTo("[\"configmaps\"]");
    assertThat(webhook.at("/namespaceSelector/matchLabels/a").asText()).isEqualTo("b");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Ignore");
  }

  @Test
  void theApiServerCallsWithTheSecret() {
    JsonNode webhook = recreate("{%s}".formatted(RULE));

    assertThat(webhook.at("/clientConfig/service/path").asText()).isEqualTo("/s/recreate");
  }

  @Test
  void whatIsKeptFromBeforeIsCalledWithTheSecretOfNow() {
    ObjectNode kept =
        Json.parse(
            """
            {"clientConfig": {"url": "https://there/before/held", "caBundle": "b2xk"}}
            """
                .getBytes(StandardCharsets.UTF_8));

    manifests.reach(kept);

    assertThat(kept.at("/clientConfig/service/path").asText()).isEqualTo("/s/held");
    assertThat(kept.at("/clientConfig/caBundle").asText()).isEqualTo("Y2E=");
    assertThat(kept.path("clientConfig").has("url")).isFalse();
  }

  @Test
  void noExpressionIsLongerThanTheApiServerReads() {
    String users =
        IntStream.range(0, 256)
            .mapToObj(i -> "\"" + "u".repeat(1000) + i + "\"")
            .collect(Collectors.joining(", ", "[", "]"));

    JsonNode conditions =
        recreate("{%s, \"exemptRequesters\": {\"users\": %s}}".formatted(RULE, users))
            .path("matchConditions");

    assertThat(conditions)
        .extracting(c -> c.path("expression").asText().length())
        .allSatisfy(length -> assertThat(length).isLessThan(100_000));
    assertThat(conditions)
        .extracting(c -> c.path("name").asText())
        .contains("not-exempt", "not-exempt-2", "not-exempt-3", "not-exempt-group")
        .doesNotHaveDuplicates();
    assertThat(conditions.toString()).contains("u".repeat(1000) + "0'", "u".repeat(1000) + "255'");
  }

  @Test
  void whoPurgesIsHeardOnceWhateverThePoliciesAndNeverTheOperator() {
    JsonNode webhooks = manifests.validating(List.of()).path("webhooks");

    assertThat(webhooks).hasSize(1);
    assertThat(webhooks.at("/0/name").asText()).isEqualTo("purge.softdelete.dev");
    assertThat(webhooks.at("/0/failurePolicy").asText()).isEqualTo("Ignore");
    assertThat(webhooks.at("/0/rules/0/resources")).hasToString("[\"deletedresources\"]");
    assertThat(webhooks.at("/0/matchConditions/0/expression").asText())
        .isEqualTo("request.userInfo.username != 'operator'");
  }

  private JsonNode recreate(String spec) {
    String policy = "{\"metadata\": {\"name\": \"p\"}, \"spec\": %s}".formatted(spec);
    return manifests
        .mutating(
            List.of(
                Json.as(
                    SoftDeletePolicy.class, Json.parse(policy.getBytes(StandardCharsets.UTF_8)))))
        .at("/webhooks/0");
  }
}
