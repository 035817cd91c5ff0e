package dev.softdelete.operator.policy;

import static dev.softdelete.operator.capture.Deletions.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requesters;
import dev.softdelete.operator.capture.CapturePolicies;
import dev.softdelete.operator.capture.Cause;
import dev.softdelete.operator.capture.Deletions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalDeletesTest {
  private static final Requesters IGNORED =
      new Requesters(List.of("ann"), List.of("robots"), List.of("argocd/controller"));

  @ParameterizedTest
  @CsvSource({
    "ann, people, true",
    "bob, robots, true",
    "system:serviceaccount:argocd:controller, people, true",
    "system:serviceaccount:argocd:other, people, false",
    "bob, people, false"
  })
  void areThoseOfWhomThePolicyNames(String name, String group, boolean isFinal) {
    assertThat(FinalDeletes.by(Deletions.requester(name, group), IGNORED)).isEqualTo(isFinal);
  }

  @Test
  void areNobodysByDefault() {
    assertThat(FinalDeletes.by(ANN, null)).isFalse();
    assertThat(FinalDeletes.by(ANN, new Requesters(null, null, null))).isFalse();
  }

  @Test
  void areNotThoseOfWhoMayNotHaveBeenTheOne() {
    var policy = CapturePolicies.ignoring(IGNORED);

    assertThat(Deletions.of(policy, cause(true)).isFinal()).isTrue();
    assertThat(Deletions.of(policy, cause(false)).isFinal()).isFalse();
    assertThat(Deletions.of(policy, Cause.UNKNOWN).isFinal()).isFalse();
    assertThat(Deletions.of(null, cause(true)).isFinal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void areOfDependentsOnlyIfThePolicySaysSo(boolean certain, boolean option, boolean isFinal) {
    var policy =
        option ? CapturePolicies.ignoringDependents(IGNORED) : CapturePolicies.ignoring(IGNORED);
    var cause = new Cause(Optional.of(ANN), Optional.of("owner"), certain, true, false);

    assertThat(Deletions.of(policy, cause).isFinal()).isEqualTo(isFinal);
  }

  private static Cause cause(boolean certain) {
    return new Cause(Optional.of(ANN), Optional.empty(), certain, false, false);
  }
}
