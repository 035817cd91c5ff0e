package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Tests what {@code helm template} does not show: the release that Helm stored in the cluster. */
class ChartReleaseTest {

  @Test
  void theNotesSayHowToGetTheCrds() throws IOException {
    assertThat(release().at("/info/notes").asText())
        .contains(
            "installed in namespace soft-delete-system",
            "kubectl apply --server-side -f crds/",
            "Nothing is soft-deleted before there is a SoftDeletePolicy")
        .doesNotContain("no MutatingAdmissionPolicies");
  }

  @Test
  void beforeAnUninstallAJobTakesTheFinalizersOff() throws IOException {
    JsonNode hooks = release().path("hooks");
    JsonNode job = RenderedChart.one(hooks.path(0).path("manifest").asText());
    JsonNode pod = job.at("/spec/template/spec");

    assertThat(hooks).hasSize(1);
    assertThat(hooks.path(0).path("events").toString()).isEqualTo("[\"pre-delete\"]");
    assertThat(pod.at("/containers/0/args").toString()).isEqualTo("[\"release\"]");
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("soft-delete-operator");
    assertThat(pod.at("/containers/0/image"))
        .isEqualTo(
            RenderedChart.with().only("Deployment").at("/spec/template/spec/containers/0/image"));
  }

  @Test
  void theApiServerTakesTheJob() throws IOException {
    String job = release().at("/hooks/0/manifest").asText();

    assertThat(
            Cluster.installation()
                .kubectl()
                .input(job, "create", "--dry-run=server", "-o", "name", "-f", "-"))
        .contains("job.batch/soft-delete-operator-release");
  }

  @Test
  void theServiceSendsNothingToTheJob() throws IOException {
    JsonNode job = RenderedChart.one(release().at("/hooks/0/manifest").asText());
    JsonNode selector = RenderedChart.with().only("Service").at("/spec/selector");

    assertThat(job.at("/spec/template/metadata/labels").path("app.kubernetes.io/name"))
        .isNotEqualTo(selector.path("app.kubernetes.io/name"));
  }

  private static JsonNode release() throws IOException {
    String stored =
        Cluster.installation()
            .kubectl()
            .run(
                "get",
                "secret",
                "sh.helm.release.v1." + Installation.RELEASE + ".v1",
                "-n",
                Installation.NAMESPACE,
                "-o",
                "jsonpath={.data.release}");
    byte[] zipped = Base64.getDecoder().decode(Base64.getDecoder().decode(stored));
    try (var json = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return new ObjectMapper().readTree(json);
    }
  }
}
