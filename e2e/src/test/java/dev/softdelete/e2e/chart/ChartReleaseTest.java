package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what {@code helm template} does not show: the release that Helm stored in the cluster. */
class ChartReleaseTest {

  @Test
  void theNotesSayHowToGetTheCrds() throws IOException {
    assertThat(StoredRelease.read().notes())
        .contains(
            "installed in namespace soft-delete-system",
            "kubectl apply --server-side -f crds/",
            "helm test soft-delete -n soft-delete-system --logs",
            "Nothing is soft-deleted before there is a SoftDeletePolicy")
        .doesNotContain("no MutatingAdmissionPolicies", "hostNetwork");
  }

  @Test
  void thereIsAHookBeforeAnUninstallAndOneForTests() throws IOException {
    assertThat(StoredRelease.read().hooks()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"pre-delete, release", "test, check"})
  void aHookRunsACommandOfTheProgramAsTheChartsServiceAccount(String event, String command)
      throws IOException {
    JsonNode pod = pod(event);

    assertThat(pod.at("/containers/0/args").toString()).isEqualTo("[\"" + command + "\"]");
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("soft-delete-operator");
    assertThat(pod.path("restartPolicy").asText()).isEqualTo("Never");
    assertThat(pod.at("/containers/0/image"))
        .isEqualTo(
            RenderedChart.with().only("Deployment").at("/spec/template/spec/containers/0/image"));
  }

  @Test
  void theTestMayWaitForTheOperator() throws IOException {
    assertThat(pod("test").at("/containers/0/env").findValuesAsText("name"))
        .contains("OPERATOR_NAMESPACE", "CHECK_WITHIN");
  }

  @ParameterizedTest
  @CsvSource({
    "pre-delete, job.batch/soft-delete-operator-release",
    "test, pod/soft-delete-operator-test"
  })
  void theApiServerTakesTheHook(String event, String name) throws IOException {
    assertThat(
            Cluster.installation()
                .kubectl()
                .input(
                    StoredRelease.read().hook(event),
                    "create",
                    "--dry-run=server",
                    "-o",
                    "name",
                    "-f",
                    "-"))
        .contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre-delete", "test"})
  void theServiceSendsNothingToTheHook(String event) throws IOException {
    JsonNode selector = RenderedChart.with().only("Service").at("/spec/selector");

    assertThat(labels(event).path("app.kubernetes.io/name"))
        .isNotEqualTo(selector.path("app.kubernetes.io/name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre-delete", "test"})
  void theNetworkPolicyOfTheHooksSelectsThem(String event) throws IOException {
    JsonNode selector =
        RenderedChart.with()
            .get("NetworkPolicy", "soft-delete-operator-hooks")
            .at("/spec/podSelector");

    assertThat(selector.at("/matchExpressions/0/values"))
        .contains(labels(event).path("app.kubernetes.io/name"));
    assertThat(labels(event).path("app.kubernetes.io/instance"))
        .isEqualTo(selector.at("/matchLabels").path("app.kubernetes.io/instance"));
  }

  private static JsonNode hook(String event) throws IOException {
    return RenderedChart.one(StoredRelease.read().hook(event));
  }

  private static JsonNode pod(String event) throws IOException {
    JsonNode hook = hook(event);
    return hook.path("kind").asText().equals("Pod")
        ? hook.path("spec")
        : hook.at("/spec/template/spec");
  }

  private static JsonNode labels(String event) throws IOException {
    JsonNode hook = hook(event);
    return hook.path("kind").asText().equals("Pod")
        ? hook.at("/metadata/labels")
        : hook.at("/spec/template/metadata/labels");
  }
}
