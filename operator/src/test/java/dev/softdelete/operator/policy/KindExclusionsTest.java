package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindExclusionsTest {
  private static final Set<String> ALL =
      Set.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
  private static final String EVERYTHING =
      "{\"resources\": [{\"apiGroups\": [\"*\"], \"resources\": [\"*\"]}]}";

  @ParameterizedTest
  @CsvSource({
    "'', configmaps, true",
    "apps, deployments, true",
    "example.com, gadgets, true",
    "'', events, false",
    "events.k8s.io, events, false",
    "coordination.k8s.io, leases, false",
    "'', endpoints, false",
    "discovery.k8s.io, endpointslices, false",
    "'', nodes, false",
    "storage.k8s.io, csinodes, false",
    "storage.k8s.io, volumeattachments, false",
    "storage.k8s.io, storageclasses, true",
    "certificates.k8s.io, certificatesigningrequests, false",
    "networking.k8s.io, ipaddresses, false",
    "networking.k8s.io, servicecidrs, false",
    "networking.k8s.io, ingresses, true",
    "'', componentstatuses, false",
    "softdelete.dev, deletedresources, false",
    "admissionregistration.k8s.io, validatingwebhookconfigurations, false"
  })
  void everythingIsCoveredButTheBuiltInExclusions(String group, String plural, boolean covered) {
    assertThat(CoveredKinds.covers(spec(EVERYTHING), type(group, plural, ALL))).isEqualTo(covered);
  }

  @Test
  void aKindOfADefinitionThatIsBeingDeletedStaysCovered() {
    Set<String> shown = Set.of("delete", "deletecollection", "get", "list", "watch");

    assertThat(CoveredKinds.covers(spec(EVERYTHING), type("example.com", "gadgets", shown)))
        .isTrue();
  }

  @Test
  void aKindThatCannotBeWatchedIsNotCovered() {
    assertThat(
            CoveredKinds.covers(
                spec(EVERYTHING), type("metrics.k8s.io", "pods", Set.of("get", "list"))))
        .isFalse();
  }

  @Test
  void excludedByThePolicyIsNotCovered() {
    SoftDeletePolicySpec spec =
        spec(
            """
            {"resources": [{"apiGroups": [""], "resources": ["*"]}],
             "excludeResources": [{"apiGroups": ["*"], "resources": ["secrets"]}]}
            """);

    assertThat(CoveredKinds.covers(spec, type("", "secrets", ALL))).isFalse();
    assertThat(CoveredKinds.covers(spec, type("", "configmaps", ALL))).isTrue();
  }

  @Test
  void namesWhatIsNotServedAndWhatMayNotBe() {
    SoftDeletePolicySpec spec =
        spec(
            """
            {"resources": [{"apiGroups": ["apps", ""], "resources": ["deployments"]},
                           {"apiGroups": [""], "resources": ["events"]},
                           {"apiGroups": ["nowhere.example.com"], "resources": ["*"]}]}
            """);
    List<ResourceType> served = List.of(type("apps", "deployments", ALL), type("", "events", ALL));

    assertThat(CoveredKinds.unknown(spec, served)).containsExactly("deployments");
    assertThat(CoveredKinds.excluded(spec, served)).containsExactly("events");
  }

  private static ResourceType type(String group, String plural, Set<String> verbs) {
    return new ResourceType(group, "v1", plural, "", true, verbs, Set.of());
  }

  private static SoftDeletePolicySpec spec(String json) {
    return Json.as(SoftDeletePolicySpec.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
