package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.OnUnrecordable;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.policy.ObjectTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
    CaptureOutcome decided =
        UnrecordableDecision.of(terms(policies), "Its name is long", Optional.empty());

    assertThat(decided instanceof CaptureOutcome.Unrecorded ? "released" : "held")
        .isEqualTo(outcome);
  }

  @Test
  void whatGoesWithSomethingElseDoesNotHoldThatUp() {
    CaptureOutcome decided =
        UnrecordableDecision.of(
            terms("Hold"), "Its name is long", Optional.of("because its namespace is deleted"));

    assertThat(decided)
        .isEqualTo(
            new CaptureOutcome.Unrecorded(
                "Its name is long, so it was deleted permanently, because its namespace is"
                    + " deleted."));
  }

  @ParameterizedTest
  @CsvSource({"true, true, released", "true, false, held"})
  void aPolicyThatIsBeingDeletedHoldsNothing(boolean first, boolean second, String outcome) {
    List<SoftDeletePolicy> policies =
        Stream.of(first, second)
            .map(
                ending -> {
                  SoftDeletePolicy policy = policy(OnUnrecordable.Hold);
                  policy.getMetadata().setDeletionTimestamp(ending ? "2026-01-01T00:00:00Z" : null);
                  return policy;
                })
            .toList();

    CaptureOutcome decided =
        UnrecordableDecision.of(
            Optional.of(new ObjectTerms(policies)), "Its name is long", Optional.empty());

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
