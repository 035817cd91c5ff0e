package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The API server knows every field of the chart's objects. Its own schemas are those of the version
 * under test, so that no copy of them is needed.
 */
class StrictChartTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicaCount=2",
        "priorityClassName=system-cluster-critical",
        "networkPolicy.enabled=false",
        "webhook.url=https://hook.example:9443",
        "serviceAccount.annotations.a=b"
      })
  void everyFieldIsKnown(String value) {
    assertAccepted(RenderedChart.with(value).yaml());
  }

  @Test
  void theExampleForArtifactHubIsValid() throws IOException {
    JsonNode chart =
        RenderedChart.one(
            Files.readString(Repository.file("helm/soft-delete-operator/Chart.yaml")));
    JsonNode examples =
        RenderedChart.one(chart.path("annotations").path("artifacthub.io/crdsExamples").asText());

    assertThat(examples).hasSize(1);
    assertAccepted(examples.get(0).toString());
  }

  private static void assertAccepted(String manifests) {
    Kubectl.Result result =
        Cluster.kubectl()
            .inputCall(
                manifests,
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-");

    assertThat(result.ok()).as(result.err()).isTrue();
  }
}
