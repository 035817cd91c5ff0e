package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.PolicyFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The terms of an object under a lenient and a strict policy, in either order. */
class ObjectTermsTest {
  private static final SoftDeletePolicy LENIENT =
      policy(
          """
          {"resources": [], "retention": "1h", "retentionBounds": {"min": "1m", "max": "2h"},
           "ignoreDeletesBy": {"users": ["ci", "ann"]}}
          """);
  private static final SoftDeletePolicy STRICT =
      policy(
          """
          {"resources": [], "retention": "30d", "retentionBounds": {"min": "7d", "max": "60d"},
           "purgeProtection": true, "mode": "Hold", "nameReservation": {"duration": "96h"},
           "limits": {"records": 1}, "ignoreDeletesBy": {"users": ["ci"]}}
          """);
  private static final List<ObjectTerms> EITHER_ORDER =
      Stream.of(List.of(LENIENT, STRICT), List.of(STRICT, LENIENT)).map(ObjectTerms::new).toList();

  private static SoftDeletePolicy policy(String spec) {
    return PolicyFixture.policy(spec);
  }

  @Test
  void theLongestRetentionAndBoundsApply() {
    assertThat(EITHER_ORDER)
        .extracting(t -> t.retention(Map.of("softdelete.dev/retention", "1m"), false))
        .allSatisfy(
            choice -> {
              assertThat(choice.retention()).contains(Duration.ofDays(7));
              assertThat(choice.min()).isEqualTo(Duration.ofDays(7));
              assertThat(choice.max()).contains(Duration.ofDays(60));
            });
  }

  @Test
  void indefiniteIsLongerThanAnyRetention() {
    var forEver = policy("{\"resources\": [], \"retention\": \"Indefinite\"}");

    assertThat(new ObjectTerms(List.of(LENIENT, forEver)).retention(Map.of(), false))
        .satisfies(choice -> assertThat(choice.retention()).isEmpty())
        .satisfies(choice -> assertThat(choice.max()).isEmpty());
  }

  @Test
  void onePolicyIsEnoughForProtectionHoldAndReservation() {
    assertThat(EITHER_ORDER)
        .allSatisfy(
            terms -> {
              assertThat(terms.purgeProtection()).isTrue();
              assertThat(terms.hold()).isTrue();
              assertThat(terms.reservation().orElseThrow().duration()).isEqualTo("96h");
            });
  }

  @Test
  void aDeleteIsFinalOnlyUnderAllPolicies() {
    assertThat(EITHER_ORDER)
        .allSatisfy(
            terms -> {
              assertThat(terms.makeFinal(requester("ci"))).isTrue();
              assertThat(terms.makeFinal(requester("ann"))).isFalse();
            });
  }

  @Test
  void theLimitsOfEachPolicyApply() {
    Load one = Load.of(new Usage(1, 0, BigDecimal.ZERO), false);

    assertThat(EITHER_ORDER).allSatisfy(terms -> assertThat(terms.exceeded(one, one)).isPresent());
  }

  @Test
  void theFirstPolicyIsTheOneOfTheRecord() {
    assertThat(EITHER_ORDER)
        .allSatisfy(
            terms -> {
              assertThat(terms.policy()).isEqualTo("p");
              assertThat(terms.otherPolicies()).containsExactly("p");
            });
  }

  private static Requester requester(String name) {
    return new Requester(name, null, List.of(), null);
  }
}
