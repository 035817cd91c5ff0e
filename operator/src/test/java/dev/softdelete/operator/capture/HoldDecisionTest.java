package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldDecisionTest {
  private static final SoftDeletePolicy HOLD = CapturePolicies.in(Mode.Hold);
  private static final ResourceType WORKLOAD = Deletions.type("apps", "deployments");

  static Stream<Arguments> cases() {
    return Stream.of(
        row("held, as its policy asks", HOLD, WORKLOAD, null, false, true),
        row(
            "archived by its policy",
            CapturePolicies.in(Mode.Archive),
            WORKLOAD,
            null,
            false,
            false),
        row("without a policy", null, WORKLOAD, null, false, false),
        row("whose policy goes", going(), WORKLOAD, null, false, false),
        row("whose namespace goes", HOLD, WORKLOAD, "ns-uid", false, false),
        row("whose dependents are gone", HOLD, WORKLOAD, null, true, false),
        row("a Pod", HOLD, Deletions.type("", "pods"), null, false, false),
        row("a namespace", HOLD, Deletions.type("", "namespaces"), null, false, false),
        row(
            "a definition",
            HOLD,
            Deletions.type("apiextensions.k8s.io", "customresourcedefinitions"),
            null,
            false,
            false),
        row("a kind of that name", HOLD, Deletions.type("x.dev", "pods"), null, false, true),
        Arguments.of("held so far", after(Mode.Hold), true),
        Arguments.of("whose archiving was interrupted", after(Mode.Archive), false));
  }

  private static CaptureContext after(Mode mode) {
    CaptureContext plain = Deletions.of(HOLD, Cause.UNKNOWN);
    DeletedResource before = Deletions.record("u-1", Deletions.ANN, null, mode);
    return new CaptureContext(
        WORKLOAD,
        plain.object(),
        plain.namespace(),
        Optional.empty(),
        false,
        plain.terms(),
        plain.cause(),
        Optional.of(before),
        Deletions.TRUSTED);
  }

  private static Arguments row(
      String what,
      SoftDeletePolicy policy,
      ResourceType type,
      String goesWith,
      boolean foreground,
      boolean held) {
    CaptureContext plain = Deletions.of(policy, Cause.UNKNOWN);
    return Arguments.of(
        what,
        new CaptureContext(
            type,
            plain.object(),
            plain.namespace(),
            Optional.ofNullable(goesWith),
            foreground,
            plain.terms(),
            plain.cause(),
            plain.before(),
            Deletions.TRUSTED),
        held);
  }

  private static SoftDeletePolicy going() {
    SoftDeletePolicy policy = CapturePolicies.in(Mode.Hold);
    policy.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    return policy;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void holdsOnlyWhatGoesOnLiving(String what, CaptureContext deleted, boolean held) {
    assertThat(HoldDecision.of(deleted)).isEqualTo(held);
  }
}
