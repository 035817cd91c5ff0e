package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.ProtectedKinds;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyVerdictTest {
  private static final SweepResult SWEPT = new SweepResult(1, List.of(), Map.of());
  private static final List<ResourceType> ONE = List.of(ResourceType.CONFIG_MAPS);

  @Test
  void readyOnceItIsInForce() {
    Condition ready = PolicyVerdict.of(result(true, ONE, List.of(), List.of()), List.of());

    assertThat(ready.getStatus()).isEqualTo("True");
    assertThat(ready.getReason()).isEqualTo("InForce");
    assertThat(ready.getMessage()).isEqualTo("Deletes of 1 kind(s) are reversible.");
  }

  @Test
  void readyWithWhatIsMissingExcludedAndStuck() {
    var stuck = new StuckObject("configmaps", "ns", "a", "ReleaseRefused", "why");

    Condition ready =
        PolicyVerdict.of(
            result(true, ONE, List.of("gadgets.example.com"), List.of("events")), List.of(stuck));

    assertThat(ready.getStatus()).isEqualTo("True");
    assertThat(ready.getMessage())
        .contains(
            "Not served by this cluster, covered once they are: gadgets.example.com.",
            "Never covered by any policy: events.",
            "1 object(s) need attention: see status.stuck.");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, True, InForce, true",
    "2, 1, True, InForce, false",
    "1, 2, True, InForce, false",
    ", 2, True, InForce, false",
    "2, 2, False, NotInForce, false",
    "2, 2, False, NothingCovered, false",
    "2, 2, False, Released, false",
    "2, 2, False, InvalidExpression, false"
  })
  void theStatusSaysThatAnEditionIsInForce(
      Long released, Long verdictOn, String status, String reason, boolean inForce) {
    var policy = Policies.named("p", null);
    policy.getMetadata().setGeneration(2L);
    Condition ready = Conditions.of(PolicyVerdict.READY, status.equals("True"), reason, "");
    ready.setObservedGeneration(verdictOn);
    policy.setStatus(
        new SoftDeletePolicyStatus(released, List.of(ready), null, null, null, null, null));

    assertThat(PolicyVerdict.saysInForce(policy)).isEqualTo(inForce);
  }

  @Test
  void aPolicyWithoutAStatusIsNotSaidToBeInForce() {
    var policy = Policies.named("p", null);
    policy.getMetadata().setGeneration(1L);

    assertThat(PolicyVerdict.saysInForce(policy)).isFalse();
  }

  @Test
  void notReadyBeforeTheApiServerActsOnIt() {
    Condition ready = PolicyVerdict.of(result(false, ONE, List.of(), List.of()), List.of());

    assertThat(ready.getStatus()).isEqualTo("False");
    assertThat(ready.getReason()).isEqualTo("NotInForce");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          API_SERVER | true  | Deletes of 1 kind(s) are reversible. | weaker
          WEBHOOK    | true  | The guarantee is weaker on this server, which has no MutatingAdmissionPolicy v1 (Kubernetes 1.36) | act on
          API_SERVER | false | The API server does not act on the policy yet; it is asked again. | webhook
          WEBHOOK    | false | cannot reach the operator's webhook | weaker
          """)
  void saysHowFarTheServerCanBeReliedOn(
      Guarantee guarantee, boolean inForce, String says, String doesNotSay) {
    Condition ready =
        PolicyVerdict.of(
            new Protection.Result(
                guarantee, inForce, inForce, kinds(ONE), List.of(), List.of(), List.of(), SWEPT),
            List.of());

    assertThat(ready.getStatus()).isEqualTo(inForce ? "True" : "False");
    assertThat(ready.getMessage()).contains(says).doesNotContain(doesNotSay);
  }

  @Test
  void notReadyWhenNothingIsCovered() {
    Condition ready =
        PolicyVerdict.of(result(true, List.of(), List.of("gadgets"), List.of()), List.of());

    assertThat(ready.getReason()).isEqualTo("NothingCovered");
    assertThat(ready.getMessage()).contains("Not served by this cluster: gadgets.");
  }

  @Test
  void notReadyWhileAKindThatThePolicyNamesIsTooNew() {
    var result =
        new Protection.Result(
            Guarantee.API_SERVER,
            true,
            true,
            kinds(ONE),
            List.of("gadgets.example.com"),
            List.of(),
            List.of(),
            SWEPT);

    Condition ready = PolicyVerdict.of(result, List.of());

    assertThat(ready.getReason()).isEqualTo("NewKinds");
    assertThat(ready.getMessage()).contains("within seconds", "gadgets.example.com");
  }

  @Test
  void aRefusalSaysWhatTheApiServerSaid() {
    Condition invalid = PolicyVerdict.refused(refusal(422));
    Condition other = PolicyVerdict.refused(refusal(500));

    assertThat(invalid.getReason()).isEqualTo("InvalidExpression");
    assertThat(invalid.getMessage()).contains("no such field", "what was covered before stays so");
    assertThat(other.getReason()).isEqualTo("Refused");
    assertThat(other.getMessage()).contains("no such field", "tried again");
  }

  @Test
  void anEndSaysWhatItWaitsFor() {
    Condition ending = PolicyVerdict.ending(new Protection.Ending(true, SWEPT, 3));

    assertThat(ending.getStatus()).isEqualTo("False");
    assertThat(ending.getReason()).isEqualTo("Ending");
    assertThat(ending.getMessage()).contains("3 deleted object(s) wait to be saved");
  }

  private static ApiException refusal(int code) {
    return new ApiException(code, Json.object().put("message", "no such field"));
  }

  private static Protection.Result result(
      boolean inForce, List<ResourceType> covered, List<String> unknown, List<String> excluded) {
    return new Protection.Result(
        Guarantee.API_SERVER,
        inForce,
        inForce,
        kinds(covered),
        List.of(),
        unknown,
        excluded,
        SWEPT);
  }

  private static ProtectedKinds kinds(List<ResourceType> covered) {
    return new ProtectedKinds(Set.copyOf(covered), Set.of(), Set.of(), Set.of());
  }
}
