package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Artifact Hub shows of the chart is true. */
class ArtifactHubTest {

  @Test
  void itsCustomResourcesAreThoseOfTheCrds() throws IOException {
    Set<String> expected = new TreeSet<>();
    try (Stream<Path> files = Files.list(Repository.file("crds"))) {
      for (Path file : files.toList()) {
        JsonNode crd = RenderedChart.one(Files.readString(file));
        expected.add(
            String.join(
                " ",
                crd.at("/metadata/name").asText(),
                crd.at("/spec/names/kind").asText(),
                crd.at("/spec/versions/0/name").asText()));
      }
    }
    Set<String> shown = new TreeSet<>();
    for (JsonNode crd : annotation("crds")) {
      shown.add(
          String.join(
              " ",
              crd.path("name").asText(),
              crd.path("kind").asText(),
              crd.path("version").asText()));
      assertThat(crd.path("description").asText()).endsWith(".");
    }

    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    JsonNode chart = chart();
    String pom = Files.readString(Repository.file("pom.xml"));

    assertThat(chart.path("version").asText()).isEqualTo(chart.path("appVersion").asText());
    assertThat(pom).contains("<revision>" + chart.path("version").asText() + "-SNAPSHOT<");
  }

  private static JsonNode annotation(String name) throws IOException {
    JsonNode value =
        RenderedChart.one(chart().path("annotations").path("artifacthub.io/" + name).asText());
    assertThat(value).isNotEmpty();
    return value;
  }

  private static JsonNode chart() throws IOException {
    return RenderedChart.one(
        Files.readString(Repository.file("helm/soft-delete-operator/Chart.yaml")));
  }
}
