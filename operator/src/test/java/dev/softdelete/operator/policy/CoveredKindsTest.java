package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.Policies;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveredKindsTest {
  private static final Set<String> ALL_VERBS =
      Set.of("get", "list", "watch", "create", "delete", "patch", "update");

  @ParameterizedTest
  @CsvSource({
    "apps, deployments, apps, deployments, true",
    "apps, deployments, apps, statefulsets, false",
    "apps, deployments, extensions, deployments, false",
    "*, deployments, anything, deployments, true",
    "apps, *, apps, whatever, true",
    "*, *, example.com, things, true",
    "'', configmaps, '', configmaps, true",
    "*, *, '', events, false",
    "*, *, events.k8s.io, events, false",
    "*, *, softdelete.dev, softdeletepolicies, false",
    "'', nodes, '', nodes, false",
    "*, *, coordination.k8s.io, leases, false",
    "*, *, discovery.k8s.io, endpointslices, false",
    "*, *, '', namespaces, true"
  })
  void areThoseThatARuleNamesAndNoneThatAreExcludedAlways(
      String group, String resource, String servedGroup, String served, boolean covered) {
    var spec = Policies.covering(new ResourceRule(List.of(group), List.of(resource)));

    assertThat(CoveredKinds.covers(spec, type(servedGroup, served, ALL_VERBS))).isEqualTo(covered);
  }

  @Test
  void lackWhatThePolicyExcludes() {
    var spec =
        Policies.excluding(
            new ResourceRule(List.of("*"), List.of("*")),
            new ResourceRule(List.of(""), List.of("pods")));

    assertThat(CoveredKinds.covers(spec, type("", "pods", ALL_VERBS))).isFalse();
    assertThat(CoveredKinds.covers(spec, type("", "secrets", ALL_VERBS))).isTrue();
  }

  @Test
  void canBeWatchedCreatedAndDeleted() {
    var spec = Policies.covering(new ResourceRule(List.of("*"), List.of("*")));

    assertThat(CoveredKinds.covers(spec, type("metrics.k8s.io", "pods", Set.of("get", "list"))))
        .isFalse();
  }

  @Test
  void areUnknownWhereNothingServesThem() {
    var spec =
        Policies.covering(new ResourceRule(List.of("", "example.com"), List.of("configmaps", "*")));

    assertThat(CoveredKinds.unknown(spec, List.of(type("", "configmaps", ALL_VERBS))))
        .containsExactly("configmaps.example.com");
  }

  private static ResourceType type(String group, String plural, Set<String> verbs) {
    return new ResourceType(group, "v1", plural, "Kind", true, verbs, Set.of());
  }
}
