package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartValuesTest {
  /** Admission policies that make no exception for the operator. */
  private static final Set<String> FOR_EVERYBODY =
      Set.of(
          "soft-delete-bypass",
          "soft-delete-copied",
          "soft-delete-deletes",
          "soft-delete-recreate",
          "soft-delete-restoring",
          "soft-delete-reviews");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas=3                        | additional properties 'replicas' not allowed
          image.name=x                      | additional properties 'name' not allowed
          operator.user=x                   | additional properties 'user' not allowed
          replicaCount=many                 | got string, want integer
          replicaCount=0                    | minimum: got 0, want 1
          mutatingAdmissionPolicies=yes     | value must be one of 'auto', 'always', 'never'
          releaseOnUninstall=maybe          | got string, want boolean
          image.digest=latest               | does not match pattern
          image.pullPolicy=Sometimes        | value must be one of 'Always', 'IfNotPresent', 'Never'
          purge.atOnce=-1                   | minimum: got -1, want 0
          purge.massDelay=Indefinite        | does not match pattern
          restore.loginTrustedFor=2h        | does not match pattern
          requesters.tools=helm             | got string, want array
          requesters.people=awx/ansible     | got string, want array
          requesters.controllers=a          | got string, want array
          webhook.url=http://hook.example   | does not match pattern
          webhook.certManager.enabled=maybe | got string, want boolean
          webhook.certManager.issuerRef.name=A | does not match pattern
          webhook.port=0                    | minimum: got 0, want 1
          webhook.port=70000                | maximum: got 70,000, want 65,535
          webhook.labels.team=a b           | does not match pattern
          webhook.annotations.a b=c         | additional properties 'a b' not allowed
          httpPort=http                     | got string, want integer
          hostNetwork=maybe                 | got string, want boolean
          dnsPolicy=Mine                    | value must be one of
          test.timeout=long                 | does not match pattern
          topologySpreadConstraints=none    | got string, want array
          operator.username=a'b             | does not match pattern
          serviceMonitor.interval=often     | does not match pattern
          networkPolicy.metricsFrom=all     | got string, want array
          """)
  void aWrongValueIsRefusedByName(String value, String message) {
    String key =
        value.substring(value.lastIndexOf('.', value.indexOf('=')) + 1, value.indexOf('='));

    assertThatThrownBy(() -> RenderedChart.with(value))
        .hasMessageContaining("soft-delete-operator")
        .hasMessageContaining(message)
        .hasMessageContaining(key);
  }

  @Test
  void aServiceAccountOfTheirOwnNeedsAName() {
    assertThatThrownBy(() -> RenderedChart.with("serviceAccount.create=false"))
        .hasMessageContaining("name the ServiceAccount to use in serviceAccount.name");
  }

  @Test
  void aServiceAccountOfTheirOwnIsUsedThroughout() {
    var chart = RenderedChart.with("serviceAccount.create=false", "serviceAccount.name=ours");

    assertThat(chart.ofKind("ServiceAccount")).isEmpty();
    assertThat(chart.only("Deployment").at("/spec/template/spec/serviceAccountName").asText())
        .isEqualTo("ours");
    assertThat(chart.only("ClusterRoleBinding").at("/subjects/0/name").asText()).isEqualTo("ours");
    assertThat(chart.only("RoleBinding").at("/subjects/0/name").asText()).isEqualTo("ours");
    assertOperatorIs(chart, "system:serviceaccount:soft-delete-system:ours");
  }

  @Test
  void theOperatorIsItsServiceAccountUnlessSaidOtherwise() {
    assertOperatorIs(
        RenderedChart.with(), "system:serviceaccount:soft-delete-system:soft-delete-operator");
    assertOperatorIs(RenderedChart.with("operator.username=somebody"), "somebody");
  }

  private static void assertOperatorIs(RenderedChart chart, String username) {
    var policies =
        Stream.of("ValidatingAdmissionPolicy", "MutatingAdmissionPolicy")
            .flatMap(kind -> chart.ofKind(kind).stream())
            .toList();
    assertThat(policies).hasSizeBetween(12, 14);
    assertThat(policies)
        .extracting(
            p -> p.at("/metadata/annotations").path("softdelete.dev/operator-username").asText())
        .containsOnly(username);
    assertThat(policies)
        .filteredOn(p -> !FOR_EVERYBODY.contains(p.at("/metadata/name").asText()))
        .extracting(JsonNode::toString)
        .allSatisfy(p -> assertThat(p).contains("request.userInfo.username != '" + username + "'"));
  }
}
