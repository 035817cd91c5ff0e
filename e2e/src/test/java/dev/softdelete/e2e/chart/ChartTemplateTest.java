package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTemplateTest {
  private static final List<String> VALIDATING =
      List.of(
          "soft-delete-bypass",
          "soft-delete-deletes",
          "soft-delete-guard",
          "soft-delete-operator",
          "soft-delete-purge",
          "soft-delete-recreate",
          "soft-delete-records",
          "soft-delete-recordsize",
          "soft-delete-reviews",
          "soft-delete-room",
          "soft-delete-snapshots");

  @Test
  void lintFindsNothing() {
    var lint = RenderedChart.chart().lint().strict().call();

    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
  }

  @Test
  void everyObjectIsThere() {
    var expected =
        Stream.concat(
            Stream.of(
                "ServiceAccount soft-delete-operator",
                "ClusterRole soft-delete-operator",
                "ClusterRoleBinding soft-delete-operator",
                "Role soft-delete-operator",
                "RoleBinding soft-delete-operator",
                "Deployment soft-delete-operator",
                "Service soft-delete-operator",
                "PodDisruptionBudget soft-delete-operator",
                "NetworkPolicy soft-delete-operator",
                "NetworkPolicy soft-delete-operator-hooks",
                "ClusterRole soft-delete-viewer",
                "ClusterRole soft-delete-restorer",
                "ClusterRole soft-delete-purger",
                "ClusterRole soft-delete-admin",
                "MutatingAdmissionPolicy soft-delete-copied",
                "MutatingAdmissionPolicyBinding soft-delete-copied",
                "MutatingAdmissionPolicy soft-delete-requester",
                "MutatingAdmissionPolicyBinding soft-delete-requester",
                "MutatingAdmissionPolicy soft-delete-restoring",
                "MutatingAdmissionPolicyBinding soft-delete-restoring"),
            VALIDATING.stream()
                .flatMap(
                    n ->
                        Stream.of(
                            "ValidatingAdmissionPolicy " + n,
                            "ValidatingAdmissionPolicyBinding " + n)));

    assertThat(RenderedChart.with().names()).containsExactlyInAnyOrderElementsOf(expected.toList());
  }

  @Test
  void whatIsOptionalComesWhenAskedFor() {
    assertThat(RenderedChart.with("serviceMonitor.enabled=true").names())
        .contains("ServiceMonitor soft-delete-operator");
  }

  @Test
  void anUninstallTakesNoCrdBecauseTheChartHasNone() throws IOException {
    assertThat(RenderedChart.with().ofKind("CustomResourceDefinition")).isEmpty();
    assertThat(files(Path.of("crds"))).isEmpty();
  }

  @Test
  void oneReplicaHasNoDisruptionBudgetThatWouldBlockADrain() {
    assertThat(RenderedChart.with("replicaCount=1").ofKind("PodDisruptionBudget")).isEmpty();
    assertThat(RenderedChart.with().only("PodDisruptionBudget").at("/spec/minAvailable").asInt())
        .isEqualTo(1);
    assertThat(
            RenderedChart.with()
                .only("PodDisruptionBudget")
                .at("/spec/unhealthyPodEvictionPolicy")
                .asText())
        .isEqualTo("AlwaysAllow");
  }

  @Test
  void everyPolicyIsBoundFailsClosedWhereItDecidesAndIsAudited() {
    var chart = RenderedChart.with();
    for (String name : VALIDATING) {
      JsonNode policy = chart.get("ValidatingAdmissionPolicy", name);
      JsonNode binding = chart.get("ValidatingAdmissionPolicyBinding", name);
      // The failure of a policy that only notes a delete is no reason to refuse the delete.
      boolean decides = policy.at("/spec").has("validations");
      assertThat(policy.at("/spec/failurePolicy").asText())
          .as(name)
          .isEqualTo(decides ? "Fail" : "Ignore");
      assertThat(binding.at("/spec/policyName").asText()).isEqualTo(name);
      assertThat(binding.at("/spec/validationActions").toString())
          .as(name)
          .isEqualTo("[\"Deny\",\"Audit\"]");
      assertThat(binding.at("/spec/matchResources").isMissingNode()).as(name).isTrue();
    }
    for (String name :
        List.of("soft-delete-copied", "soft-delete-requester", "soft-delete-restoring")) {
      assertThat(chart.get("MutatingAdmissionPolicyBinding", name).at("/spec/policyName").asText())
          .isEqualTo(name);
      assertThat(chart.get("MutatingAdmissionPolicy", name).at("/spec/failurePolicy").asText())
          .isEqualTo("Fail");
    }
  }

  @Test
  void mutatingPoliciesAreLeftOutWhereTheClusterHasNone() {
    assertThat(RenderedChart.with("mutatingAdmissionPolicies=never").names())
        .noneMatch(n -> n.startsWith("Mutating"))
        .hasSize(RenderedChart.with().names().size() - 6);
  }

  @Test
  void theServiceReachesBothPorts() {
    JsonNode ports = RenderedChart.with().only("Service").at("/spec/ports");

    assertThat(ports)
        .isEqualTo(
            RenderedChart.one(
                """
                - {name: http, port: 8080, targetPort: http}
                - {name: webhook, port: 443, targetPort: webhook}
                """));
  }

  private static List<Path> files(Path folder) {
    Path all = Repository.file("helm/soft-delete-operator").resolve(folder);
    if (!Files.exists(all)) {
      return List.of();
    }
    try (var files = Files.list(all)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
