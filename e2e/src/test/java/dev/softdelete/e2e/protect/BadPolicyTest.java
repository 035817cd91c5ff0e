package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the policies that the API server refuses by the schema of the CRD, whether or not the
 * operator runs.
 */
class BadPolicyTest {
  private static final String RULE = "resources: [{apiGroups: [''], resources: [configmaps]}]";

  static Stream<Arguments> specs() {
    return Stream.of(
        bad("{}", "spec.resources: Required value"),
        bad("{resources: []}", "spec.resources in body should have at least 1 items"),
        bad("{resources: [{}]}", "spec.resources[0].apiGroups: Required value"),
        bad(
            "{resources: [{apiGroups: [], resources: [pods]}]}",
            "apiGroups in body should have at least 1 items"),
        bad("{resources: [{apiGroups: [apps/v1], resources: [deployments]}]}", "without a version"),
        bad(
            "{resources: [{apiGroups: [apps], resources: [Deployments]}]}",
            "plural name in lower case"),
        bad(
            "{resources: [{apiGroups: [apps], resources: [deployments/status]}]}",
            "without a subresource"),
        bad(with("retention: tomorrow"), "spec.retention: Invalid value: \"tomorrow\""),
        bad(with("retention: -1h"), "spec.retention: Invalid value: \"-1h\""),
        bad(with("retention: 1w"), "spec.retention: Invalid value: \"1w\""),
        bad(with("retention: 0s"), "retention must be longer than zero"),
        bad(with("retention: 0d"), "retention must be longer than zero"),
        bad(with("retention: 9999999h"), "spec.retention"),
        bad(
            with("retentionBounds: {min: 10d, max: 5d}"),
            "retentionBounds.min must not be longer than retentionBounds.max"),
        bad(
            with("retentionBounds: {min: 25h, max: 1d}"),
            "retentionBounds.min must not be longer than retentionBounds.max"),
        bad(with("retentionBounds: {min: Indefinite}"), "spec.retentionBounds.min: Invalid value"),
        bad(with("mode: Shred"), "spec.mode: Unsupported value: \"Shred\""),
        bad(with("onRecreate: Maybe"), "spec.onRecreate: Unsupported value: \"Maybe\""),
        bad(
            with("matchConditions: [{name: 'no spaces', expression: 'true'}]"),
            "spec.matchConditions[0].name: Invalid value"),
        bad(
            with("matchConditions: [{name: a, expression: ''}]"),
            "spec.matchConditions[0].expression"),
        bad(
            with("matchConditions: [{name: a, expression: 'true'}, {name: a, expression: 'true'}]"),
            "Duplicate value"),
        bad(with("priority: 2000000000"), "spec.priority"),
        bad(with("limits: {records: 0}"), "spec.limits.records"),
        bad(
            with("objectSelector: {matchExpressions: [{key: a, operator: Near}]}"),
            "Unsupported value: \"Near\""),
        bad(with("retentoin: 5h"), "unknown field \"spec.retentoin\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("specs")
  void isRefusedWithAMessageThatNamesTheFault(String spec, String message) {
    Kubectl.Result result = apply("bad", spec);

    assertThat(result.ok()).isFalse();
    assertThat(result.err()).contains(message);
  }

  @Test
  void aNameThatLeavesNoRoomForItsAdmissionPoliciesIsRefused() {
    String spec = "{" + RULE + ", namespaceSelector: {matchLabels: {no: such}}}";

    Kubectl.Result tooLong = apply("n".repeat(233), spec);
    Kubectl.Result longest = apply("n".repeat(232), spec);

    assertThat(tooLong.err()).contains("the name of a SoftDeletePolicy has at most 232 characters");
    assertThat(longest.ok()).as(longest.err()).isTrue();
    Policies.await("n".repeat(232), "Ready", "60s");
    Policies.abandon("n".repeat(232));
  }

  private static Kubectl.Result apply(String name, String spec) {
    return Cluster.kubectl()
        .inputCall(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %s}
            spec: %s
            """
                .formatted(name, spec),
            "apply",
            "-f",
            "-");
  }

  private static Arguments bad(String spec, String message) {
    return Arguments.of(spec, message);
  }

  private static String with(String field) {
    return "{" + RULE + ", " + field + "}";
  }
}
