package dev.softdelete.operator.protect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.GoldenFile;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackManifestsTest {
  private static final String SPEC =
      """
      {"resources": [{"apiGroups": [""], "resources": ["configmaps"]},
                     {"apiGroups": ["*"], "resources": ["*"]}],
       "excludeResources": [{"apiGroups": [""], "resources": ["secrets"]}],
       "matchConditions": [{"name": "mine", "expression": "has(object.data)"}],
       "namespaceSelector": {"matchLabels": {"env": "prod"}},
       "objectSelector": {"matchLabels": {"keep": "me"}}}
      """;

  private static final OperatorIdentity OPERATOR =
      new OperatorIdentity("system:serviceaccount:ns:op", "ns");

  private static final FallbackManifests MANIFESTS =
      new FallbackManifests(OPERATOR, path -> Json.object().put("url", "https://here" + path));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          keep    | /keep    | Ignore | 3 | None | IfNeeded
          protect | /protect | Ignore | 3 | None | IfNeeded
          canary  | /protect | Ignore | 3 | None | IfNeeded
          """)
  void aDeadWebhookDoesNotStopTheCluster(
      String name, String path, String failure, int seconds, String effects, String again) {
    JsonNode webhook = webhook(SPEC, name);

    assertThat(webhook.at("/clientConfig/url").asText()).isEqualTo("https://here" + path);
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo(failure);
    assertThat(webhook.path("timeoutSeconds").asInt()).isEqualTo(seconds);
    assertThat(webhook.path("sideEffects").asText()).isEqualTo(effects);
    assertThat(webhook.path("reinvocationPolicy").asText()).isEqualTo(again);
  }

  @Test
  void theManifestsAreThese() {
    GoldenFile.assertSame(
        getClass(),
        "fallback.json",
        List.of(
            MANIFESTS.of(PolicyFixture.policy(PolicyFixture.SHORTEST), Kinds.NONE).json(),
            MANIFESTS.of(PolicyFixture.policy(PolicyFixture.LONGEST), Kinds.ALL).json(),
            MANIFESTS.requester().json()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "protect"})
  void theirConditionsAreThoseOfTheAdmissionPolicies(String name) {
    JsonNode policy =
        new ProtectionManifests(PolicyFixture.policy(SPEC), List.of(), Kinds.ALL, OPERATOR)
            .all().stream()
                .filter(m -> m.path().endsWith("policies/softdelete-" + name + "-p"))
                .findFirst()
                .orElseThrow()
                .json()
                .path("spec");
    List<String> names = texts(policy, "name");
    List<String> expressions = texts(policy, "expression");

    assertThat(webhook(SPEC, name).path("matchConditions"))
        .filteredOn(c -> names.contains(c.path("name").asText()))
        .hasSameSizeAs(names)
        .allSatisfy(
            c ->
                assertThat(expressions.get(names.indexOf(c.path("name").asText())))
                    .contains(c.path("expression").asText()));
  }

  @Test
  void eachPolicyHasAConfigurationOfItsOwnFoundByItsLabel() {
    AdmissionManifest manifest = MANIFESTS.of(PolicyFixture.policy(SPEC), Kinds.ALL);

    assertThat(manifest.path()).endsWith("/mutatingwebhookconfigurations/soft-delete-fallback-p");
    assertThat(manifest.json().at("/metadata/labels/softdelete.dev~1fallback").asText())
        .isEqualTo("policy");
  }

  @Test
  void whatHadTheFinalizerKeepsItInEverySubresourceWhateverTheSelectorsSay() {
    JsonNode keep = webhook(SPEC, "keep");

    assertThat(keep.at("/rules/0/resources")).hasToString("[\"configmaps\",\"configmaps/*\"]");
    assertThat(keep.at("/rules/1/resources")).hasToString("[\"*/*\"]");
    assertThat(keep.at("/rules/0/operations")).hasToString("[\"UPDATE\"]");
    assertThat(keep.has("namespaceSelector")).isFalse();
    assertThat(keep.has("objectSelector")).isFalse();
    assertThat(texts(keep, "expression"))
        .contains("request.userInfo.username != 'system:serviceaccount:ns:op'");
  }

  @Test
  void selectorsAreThePolicys() {
    JsonNode protect = webhook(SPEC, "protect");

    assertThat(protect.at("/namespaceSelector/matchLabels/env").asText()).isEqualTo("prod");
    assertThat(protect.at("/objectSelector/matchLabels/keep").asText()).isEqualTo("me");
    assertThat(protect.at("/rules/0/operations")).hasToString("[\"CREATE\",\"UPDATE\"]");
  }

  @Test
  void exclusionsAreConditionsBecauseRulesOfWebhooksExcludeNothing() {
    assertThat(texts(webhook(SPEC, "protect"), "expression"))
        .filteredOn(e -> e.contains("'coordination.k8s.io'"))
        .singleElement()
        .asString()
        .contains("request.resource.group in [''] && request.resource.resource in ['secrets']")
        .contains("request.resource.group in ['coordination.k8s.io'] && true");
  }

  @Test
  void theSameObjectsAreExcludedAsByTheAdmissionPolicies() {
    String included = SPEC.strip().replaceFirst("}$", ", \"includeOwned\": true}");

    assertThat(texts(webhook(SPEC, "protect"), "name"))
        .containsExactly(
            "softdelete.dev/lacks-finalizer",
            "softdelete.dev/alive",
            "softdelete.dev/addressable",
            "softdelete.dev/can-be-taken-off",
            "softdelete.dev/not-orphaned",
            "softdelete.dev/not-system",
            "softdelete.dev/not-excluded",
            "softdelete.dev/not-kubernetes-service",
            "softdelete.dev/not-default-service-account",
            "softdelete.dev/not-root-ca",
            "softdelete.dev/not-system-secrets",
            "softdelete.dev/not-maintained-by-api-server",
            "softdelete.dev/not-hooks",
            "softdelete.dev/not-owned-by-workload",
            "mine");
    assertThat(texts(webhook(included, "protect"), "name"))
        .doesNotContain("softdelete.dev/not-owned-by-workload");
  }

  @Test
  void theCanaryIsOfThisEdition() {
    String name =
        new ProtectionManifests(
                PolicyFixture.policy(SPEC), List.of(), Kinds.ALL, new OperatorIdentity("op", "ns"))
            .canaryName();

    assertThat(texts(webhook(SPEC, "canary"), "expression"))
        .singleElement()
        .asString()
        .contains(name);
    assertThat(webhook(SPEC, "canary").at("/namespaceSelector/matchLabels"))
        .hasToString("{\"kubernetes.io/metadata.name\":\"ns\"}");
  }

  @Test
  void withoutAStampThereIsNoRestore() {
    ObjectNode configuration = MANIFESTS.requester().json();
    JsonNode webhook = configuration.at("/webhooks/0");

    assertThat(configuration.at("/metadata/name").asText()).isEqualTo("soft-delete-fallback");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    assertThat(webhook.at("/clientConfig/url").asText()).isEqualTo("https://here/requester");
    assertThat(webhook.at("/rules/0/resources")).hasToString("[\"deletedresources\"]");
    assertThat(texts(webhook, "expression"))
        .contains("request.userInfo.username != 'system:serviceaccount:ns:op'");
  }

  private static JsonNode webhook(String spec, String name) {
    JsonNode webhooks = MANIFESTS.of(PolicyFixture.policy(spec), Kinds.ALL).json().path("webhooks");
    return StreamSupport.stream(webhooks.spliterator(), false)
        .filter(w -> w.path("name").asText().equals(name + ".softdelete.dev"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode webhook, String field) {
    return StreamSupport.stream(webhook.path("matchConditions").spliterator(), false)
        .map(c -> c.path(field).asText())
        .toList();
  }
}
