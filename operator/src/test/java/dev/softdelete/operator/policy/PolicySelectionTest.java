package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.Policies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicySelectionTest {
  private static final ResourceType CONFIG_MAPS = type("configmaps", true);
  private static final KubeObject OBJECT =
      object(
          "{\"metadata\": {\"name\": \"web\", \"namespace\": \"ns\", \"labels\": {\"app\":"
              + " \"web\"}}}");

  @Test
  void theHighestPriorityDecides() {
    assertThat(
            selected(
                Policies.named("a", Policies.prior(1)), Policies.named("b", Policies.prior(2))))
        .isEqualTo("b");
  }

  @Test
  void oneThatOnlyObservesIsNeverBeforeOneThatEnforces() {
    var observing = observing(Policies.named("a", Policies.prior(9)), 1, List.of());
    var enforcing = Policies.named("b", Policies.prior(2));

    assertThat(selected(observing, enforcing)).isEqualTo("b");
    assertThat(PolicySelection.before(enforcing, List.of(observing, enforcing))).isEmpty();
    assertThat(PolicySelection.after(observing, List.of(observing, enforcing)))
        .containsExactly(enforcing);
    assertThat(PolicySelection.terms(List.of(observing), CONFIG_MAPS, OBJECT, Map.of(), Set.of()))
        .isEmpty();
  }

  @Test
  void oneThatBeginsToObserveSetsTermsUntilItHasReleasedWhatItCovered() {
    var releasing = observing(Policies.named("a", Policies.prior(9)), 2, List.of("configmaps"));
    var over = observing(Policies.named("a", Policies.prior(9)), 2, List.of());
    Set<String> noted = Set.of(TermsMark.of("a"));

    assertThat(
            PolicySelection.terms(List.of(releasing), CONFIG_MAPS, OBJECT, Map.of(), noted)
                .map(ObjectTerms::policy))
        .contains("a");
    assertThat(PolicySelection.terms(List.of(over), CONFIG_MAPS, OBJECT, Map.of(), noted))
        .isEmpty();
  }

  private static SoftDeletePolicy observing(
      SoftDeletePolicy policy, long generation, List<String> covered) {
    var observing = Json.tree(policy);
    observing.withObject("/spec").put("enforcement", "Observe");
    observing.withObject("/metadata").put("generation", generation);
    observing.withObject("/status").put("observedGeneration", generation);
    covered.forEach(observing.withObject("/status").withArray("protectedResources")::add);
    return Json.as(SoftDeletePolicy.class, observing);
  }

  @Test
  void thenTheFirstName() {
    assertThat(
            selected(
                Policies.named("b", Policies.prior(1)), Policies.named("a", Policies.prior(1))))
        .isEqualTo("a");
  }

  @Test
  void oneThatSelectsTheObjectComesBeforeOneThatDoesNot() {
    var any = Policies.named("z", Policies.prior(-1));

    assertThat(selected(Policies.named("a", Policies.labelled("app", "db")), any)).isEqualTo("z");
    assertThat(selected(Policies.named("a", Policies.inNamespaces("team", "b")), any))
        .isEqualTo("z");
    assertThat(selected(Policies.named("a", Policies.where("object.metadata.name == 'x'")), any))
        .isEqualTo("z");
  }

  @Test
  void everySelectorThatHoldsIsEnough() {
    var any = Policies.named("z", Policies.prior(-1));

    assertThat(selected(Policies.named("a", Policies.labelled("app", "web")), any)).isEqualTo("a");
    assertThat(selected(Policies.named("a", Policies.inNamespaces("team", "a")), any))
        .isEqualTo("a");
    assertThat(selected(Policies.named("a", Policies.where("object.metadata.name == 'web'")), any))
        .isEqualTo("a");
  }

  @Test
  void whatNoneSelectsAnyMoreKeepsTheTermsOfOneThatCoversItsKind() {
    assertThat(selected(Policies.named("a", Policies.labelled("app", "db")))).isEqualTo("a");
  }

  @Test
  void oneForAnotherKindDoesNotDecide() {
    var secrets = Policies.covering(new ResourceRule(List.of(""), List.of("secrets")));

    assertThat(selected(Policies.named("a", secrets))).isEqualTo("none");
  }

  @Test
  void oneThatWasNeverAcceptedDoesNotDecide() {
    var refused = Policies.named("a", Policies.prior(9));
    var status = Json.object();
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "False")
        .put("reason", "InvalidExpression");
    refused.setStatus(Json.as(SoftDeletePolicyStatus.class, status));

    assertThat(selected(refused, Policies.named("z", Policies.prior(-1)))).isEqualTo("z");
    assertThat(selected(refused)).isEqualTo("none");
  }

  @Test
  void aNamespaceIsSelectedByItsOwnLabels() {
    var team = Policies.named("a", Policies.inNamespaces("team", "a"));
    var any = Policies.named("z", Policies.prior(-1));
    var namespace = object("{\"metadata\": {\"name\": \"ns\", \"labels\": {\"team\": \"b\"}}}");

    assertThat(
            PolicySelection.terms(
                    List.of(team, any), type("namespaces", false), namespace, Map.of(), Set.of())
                .orElseThrow()
                .policy())
        .isEqualTo("z");
  }

  @Test
  void aPolicyThatTheObjectNotesStillCountsWhateverItsLabels() {
    var strict = Policies.named("a", Policies.labelled("app", "db"));
    var lenient = Policies.named("z", Policies.prior(1));

    assertThat(selected(noting("a"), Set.of(), strict, lenient)).containsExactly("z", "a");
  }

  @Test
  void soDoesOneThatTheRecordBeforeTheRestoreNotes() {
    var strict = Policies.named("a", Policies.labelled("app", "db"));
    var lenient = Policies.named("z", Policies.prior(1));

    assertThat(selected(OBJECT, Set.of(TermsMark.of("a")), strict, lenient))
        .containsExactly("z", "a");
  }

  @Test
  void aMarkOfAPolicyForAnotherKindOrOfNoneMeansNothing() {
    var secrets =
        Policies.named("a", Policies.covering(new ResourceRule(List.of(""), List.of("secrets"))));

    assertThat(selected(noting("a"), Set.of(TermsMark.of("gone")), secrets, named("z")))
        .containsExactly("z");
  }

  @Test
  void aPolicyThatSelectsItWithoutPrecedenceDoesNotCount() {
    assertThat(selected(OBJECT, Set.of(), named("b"), named("a"))).containsExactly("a");
  }

  @Test
  void onlyPoliciesOfTheSameKindsPrecede() {
    var secrets =
        Policies.named("a", Policies.covering(new ResourceRule(List.of(""), List.of("secrets"))));
    var configMaps = Policies.covering(new ResourceRule(List.of(""), List.of("configmaps")));
    var first = Policies.named("b", configMaps);
    var last = Policies.named("c", configMaps);

    assertThat(PolicySelection.before(last, List.of(last, first, secrets))).containsExactly(first);
    assertThat(PolicySelection.after(first, List.of(last, first, secrets))).containsExactly(last);
  }

  @Test
  void policiesForDifferentLabelsDoNotPrecedeEachOther() {
    var policy = Policies.named("b", Policies.inNamespaces("team", "b"));

    assertThat(
            PolicySelection.before(
                policy, List.of(Policies.named("a", Policies.inNamespaces("team", "a")))))
        .isEmpty();
    assertThat(
            PolicySelection.before(
                policy, List.of(Policies.named("a", Policies.inNamespaces("tier", "a")))))
        .hasSize(1);
  }

  private static SoftDeletePolicy named(String name) {
    return Policies.named(name, Policies.prior(0));
  }

  private static KubeObject noting(String policy) {
    return object(
        "{\"metadata\": {\"name\": \"web\", \"namespace\": \"ns\", \"finalizers\": [\""
            + TermsMark.of(policy)
            + "\"]}}");
  }

  private static String selected(SoftDeletePolicy... policies) {
    return String.join(" ", selected(OBJECT, Set.of(), policies));
  }

  private static List<String> selected(
      KubeObject object, Set<String> noted, SoftDeletePolicy... policies) {
    return PolicySelection.terms(List.of(policies), CONFIG_MAPS, object, Map.of("team", "a"), noted)
        .map(t -> Stream.concat(Stream.of(t.policy()), t.otherPolicies().stream()).toList())
        .orElse(List.of("none"));
  }

  private static ResourceType type(String plural, boolean namespaced) {
    var verbs = Set.of("get", "list", "watch", "create", "delete", "patch");
    return new ResourceType("", "v1", plural, "Kind", namespaced, verbs, Set.of());
  }

  private static KubeObject object(String json) {
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
