package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The API server checks each expression against the schemas of the kinds that the policy matches.
 */
@Tag("any-server")
class ChartExpressionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soft-delete-bypass",
        "soft-delete-deletes",
        "soft-delete-guard",
        "soft-delete-operator",
        "soft-delete-purge",
        "soft-delete-recreate",
        "soft-delete-records",
        "soft-delete-reviews",
        "soft-delete-room",
        "soft-delete-snapshots"
      })
  void theApiServerHasNoWarning(String name) {
    Kubectl kubectl = Cluster.installation().kubectl();
    String policy = "validatingadmissionpolicy/" + name;

    kubectl.run("wait", policy, "--for=jsonpath={.status.typeChecking}", "--timeout=60s");

    assertThat(kubectl.run("get", policy, "-o", "jsonpath={.status.typeChecking}")).isEqualTo("{}");
  }
}
