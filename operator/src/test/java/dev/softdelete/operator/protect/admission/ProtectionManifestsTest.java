package dev.softdelete.operator.protect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.GoldenFile;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.PolicyFixture;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ProtectionManifestsTest {
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
      new OperatorIdentity("system:serviceaccount:ns:o'p", "ns");

  private static ProtectionManifests manifests(String spec) {
    return new ProtectionManifests(PolicyFixture.policy(spec), List.of(), Kinds.ALL, OPERATOR);
  }

  private static ObjectNode manifest(String spec, String path) {
    return manifests(spec).all().stream()
        .filter(m -> m.path().endsWith(path))
        .findFirst()
        .orElseThrow()
        .json();
  }

  @Test
  void anUpgradeDoesNotWriteThemAgain() {
    GoldenFile.assertSame(
        getClass(), "protection-shortest.json", json(manifests(PolicyFixture.SHORTEST)));
    GoldenFile.assertSame(
        getClass(), "protection-longest.json", json(manifests(PolicyFixture.LONGEST)));
  }

  @Test
  void theCanaryBindingIsWrittenLastSoThatItProvesTheRest() {
    assertThat(manifests(SPEC).all())
        .extracting(m -> m.path().replace("/apis/admissionregistration.k8s.io/v1/", ""))
        .containsExactly(
            "mutatingadmissionpolicies/softdelete-keep-p",
            "mutatingadmissionpolicybindings/softdelete-keep-p",
            "mutatingadmissionpolicies/softdelete-protect-p",
            "mutatingadmissionpolicybindings/softdelete-protect-p",
            "mutatingadmissionpolicybindings/softdelete-canary-p");
  }

  @Test
  void bothRefuseTheWriteWhereTheyCannotActAndAreFoundByTheirLabel() {
    for (String name : List.of("policies/softdelete-keep-p", "policies/softdelete-protect-p")) {
      JsonNode manifest = manifest(SPEC, name);

      assertThat(manifest.at("/spec/failurePolicy").asText()).isEqualTo("Fail");
      assertThat(manifest.at("/spec/mutations/0/patchType").asText()).isEqualTo("JSONPatch");
      assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
          .isEqualTo("soft-delete-operator");
    }
  }

  @Test
  void whatHadTheFinalizerKeepsItInEverySubresourceWhateverTheSelectorsSay() {
    JsonNode keep = manifest(SPEC, "policies/softdelete-keep-p").path("spec");

    assertThat(keep.at("/matchConstraints/resourceRules/0/resources"))
        .hasToString("[\"configmaps\",\"configmaps/*\"]");
    assertThat(keep.at("/matchConstraints/resourceRules/1/resources")).hasToString("[\"*/*\"]");
    assertThat(keep.at("/matchConstraints/resourceRules/0/operations")).hasToString("[\"UPDATE\"]");
    assertThat(manifest(SPEC, "bindings/softdelete-keep-p").path("spec").has("matchResources"))
        .isFalse();
  }

  @Test
  void theOperatorAloneMayTakeItOffWhateverItsNameQuotes() {
    assertThat(conditions("policies/softdelete-keep-p"))
        .contains("request.userInfo.username != 'system:serviceaccount:ns:o\\'p'");
  }

  @Test
  void selectorsAndExclusionsOfThePolicyAreTheBindings() {
    JsonNode match = manifest(SPEC, "bindings/softdelete-protect-p").at("/spec/matchResources");

    assertThat(match.at("/namespaceSelector/matchLabels/env").asText()).isEqualTo("prod");
    assertThat(match.at("/objectSelector/matchLabels/keep").asText()).isEqualTo("me");
    assertThat(match.at("/excludeResourceRules/0/resources")).hasToString("[\"secrets\"]");
  }

  @Test
  void theBindingNamesTheKindsThatAreServedAlsoWhereThePolicySaysAll() {
    JsonNode rules = manifest(SPEC, "bindings/softdelete-protect-p").at("/spec/matchResources");

    assertThat(rules.path("resourceRules").findValuesAsText("apiGroups")).hasSize(3);
    assertThat(rules.at("/resourceRules/0/resources")).hasToString("[\"configmaps\",\"secrets\"]");
    assertThat(rules.at("/resourceRules/1/resources")).hasToString("[\"deployments\"]");
    assertThat(rules.at("/resourceRules/2/resources")).hasToString("[\"gadgets\"]");
  }

  @Test
  void whereNoKindIsServedTheBindingSelectsNone() {
    var none =
        new ProtectionManifests(PolicyFixture.policy(SPEC), List.of(), Kinds.NONE, OPERATOR)
            .all()
            .get(3)
            .json();

    assertThat(none.at("/spec/matchResources/resourceRules")).hasSize(1);
    assertThat(none.at("/spec/matchResources/resourceRules/0/apiGroups"))
        .hasToString("[\"softdelete.dev\"]");
  }

  @Test
  void aKindThatJudgesChangesGetsTheFinalizerByAnUpdateOfTheOperator() {
    assertThat(conditions("policies/softdelete-protect-p"))
        .filteredOn(e -> e.contains("request.operation == 'UPDATE' && request.userInfo.username"))
        .singleElement()
        .asString()
        .contains("request.resource.group in ['example.com']", "in ['gadgets']")
        .contains("username == 'system:serviceaccount:ns:o\\'p'");
  }

  @Test
  void matchConditionsDoNotHideTheCanary() {
    String canary = manifests(SPEC).canaryName();

    assertThat(conditions("policies/softdelete-protect-p"))
        .filteredOn(e -> e.endsWith("|| (has(object.data)\n)"))
        .singleElement()
        .asString()
        .contains("object.metadata.name == '" + canary + "'");
  }

  @Test
  void ownedObjectsAreExcludedUnlessThePolicyIncludesThem() {
    String included = SPEC.strip().replaceFirst("}$", ", \"includeOwned\": true}");

    assertThat(names(SPEC)).contains("softdelete.dev/not-owned-by-workload");
    assertThat(names(included)).doesNotContain("softdelete.dev/not-owned-by-workload");
  }

  @Test
  void everyEditionHasACanaryOfItsOwn() {
    assertThat(manifests(SPEC).canaryName())
        .isEqualTo(manifests(SPEC).canaryName())
        .isNotEqualTo(manifests(SPEC.replace("prod", "test")).canaryName())
        .isNotEqualTo(
            new ProtectionManifests(PolicyFixture.policy(SPEC), List.of(), Kinds.NONE, OPERATOR)
                .canaryName());
  }

  private static List<ObjectNode> json(ProtectionManifests manifests) {
    return manifests.all().stream().map(AdmissionManifest::json).toList();
  }

  private static List<String> conditions(String path) {
    return texts(manifest(SPEC, path), "expression");
  }

  private static List<String> names(String spec) {
    return texts(manifest(spec, "policies/softdelete-protect-p"), "name");
  }

  private static List<String> texts(JsonNode manifest, String field) {
    JsonNode conditions = manifest.at("/spec/matchConditions");
    return StreamSupport.stream(conditions.spliterator(), false)
        .map(c -> c.path(field).asText())
        .toList();
  }
}
