package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.OnUnrecordable;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnrecordableDecisionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Hold,            held",
        "Release,         released",
        "Release Release, released",
        "Release Hold,    held",
        "absent,          held",
        "-,               held",
      })
  void letsGoOnlyIfEachPolicySaysSo(String policies, String outcome) {
    CaptureOutcome decided = UnrecordableDecision.of(terms(policies), "Its name is long");

    assertThat(decided instanceof CaptureOutcome.Unrecorded ? "released" : "held")
        .isEqualTo(outcome);
  }

  private static Optional<ObjectTerms> terms(String policies) {
    return Optional.ofNullable(policies)
        .map(
            p ->
                Arrays.stream(p.split(" ", -1))
                    .map(answer -> answer.equals("absent") ? null : OnUnrecordable.valueOf(answer))
                    .map(UnrecordableDecisionTest::policy)
                    .toList())
        .map((List<SoftDeletePolicy> list) -> new ObjectTerms(list));
  }

  private static SoftDeletePolicy policy(OnUnrecordable answer) {
    return CapturePolicies.onUnrecordable(answer);
  }
}
