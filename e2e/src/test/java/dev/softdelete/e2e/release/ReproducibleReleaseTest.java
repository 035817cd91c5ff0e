package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.controlplane.CraneProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A whole release, on the base that is made here, built twice in different folders. */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class ReproducibleReleaseTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ARCHIVE =
      Pattern.compile("uri: \\S+/(\\S+\\.tar\\.gz)\\s+sha256: (\\w{64})");

  @TempDir static Path first;
  @TempDir static Path second;
  @TempDir Path store;
  private static DryRun release;
  private static DryRun again;

  @BeforeAll
  static void build() throws IOException {
    release = DryRun.in(first);
    release.build("--base=here");
    again = DryRun.in(second);
    again.build("--base=here");
  }

  @Test
  void theSameSourcesResultInTheSameFiles() throws IOException {
    // Among them are the digests of image and chart.
    assertThat(release.sums()).hasSize(11).isEqualTo(again.sums());
    assertThat(sumsBelow(release.built("maven"))).isEqualTo(sumsBelow(again.built("maven")));
  }

  @Test
  void theImageHasTheSameLayersOnBothPlatforms() throws IOException {
    JsonNode index = blob(release, release.digest("image"));
    var platforms = new HashMap<String, List<String>>();
    for (JsonNode entry : index.path("manifests")) {
      platforms.put(
          entry.at("/platform/architecture").asText(),
          layers(blob(release, entry.path("digest").asText())));
    }

    assertThat(platforms).containsOnlyKeys("amd64", "arm64");
    // The first layer is the base.
    assertThat(platforms.get("amd64").subList(1, platforms.get("amd64").size()))
        .hasSizeGreaterThan(1)
        .isEqualTo(platforms.get("arm64").subList(1, platforms.get("arm64").size()));
  }

  @Test
  void theManifestForKrewHasTheSumsOfTheArchives() throws IOException {
    var archives = new TreeMap<String, String>();
    ARCHIVE
        .matcher(Files.readString(release.built("files/undelete.yaml")))
        .results()
        .forEach(found -> archives.put(found.group(1), found.group(2)));

    assertThat(archives).hasSize(5);
    assertThat(release.sums()).containsAllEntriesOf(archives);
    assertThat(Files.readString(release.built("files/undelete.yaml")))
        .contains("version: v" + DryRun.VERSION + "\n");
  }

  @Test
  void thePluginSaysItsVersion() throws IOException {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Program here = Program.in(store);
    here.run(
        "tar",
        "-xzf",
        release.built("files/kubectl-undelete-linux-" + arch + ".tar.gz").toString());

    assertThat(here.run("./kubectl-undelete", "--version")).contains("v" + DryRun.VERSION);
  }

  @Test
  void theSbomIsThatOfTheVersion() throws IOException {
    JsonNode bom = JSON.readTree(release.built("files/operator.cdx.json").toFile());

    assertThat(bom.at("/metadata/component/version").asText()).isEqualTo(DryRun.VERSION);
    assertThat(bom.path("components")).hasSizeGreaterThan(30);
  }

  @Test
  void whatIsPublishedIsWhatWasBuilt() throws IOException {
    try (var registry = new LoopbackRegistry(store)) {
      Program.Result result = release.publish(registry.address());

      assertThat(result.exit()).as(result.output()).isZero();
      assertThat(result.output().lines())
          .containsExactlyInAnyOrder(
              registry.address() + "/soft-delete-operator@" + release.digest("image"),
              registry.address() + "/charts/soft-delete-operator@" + release.digest("chart"));
      // Pulls every blob and compares its digest.
      Program.in(store)
          .run(
              CraneProgram.obtain().toString(),
              "validate",
              "--remote",
              registry.address() + "/soft-delete-operator:" + DryRun.VERSION);
    }
  }

  private static JsonNode blob(DryRun of, String digest) throws IOException {
    return JSON.readTree(of.built("image/blobs/" + digest.replace(':', '/')).toFile());
  }

  private static List<String> layers(JsonNode manifest) {
    var layers = new ArrayList<String>();
    manifest.path("layers").forEach(layer -> layers.add(layer.path("digest").asText()));
    return layers;
  }

  private static Map<String, String> sumsBelow(Path folder) throws IOException {
    var sums = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder)) {
      // The metadata of a repository has the time of the upload.
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(jar|pom)")).toList()) {
        sums.put(
            folder.relativize(file).toString(),
            Program.in(folder).run("sha256sum", file.toString()).substring(0, 64));
      }
    }
    assertThat(sums).hasSize(4);
    return sums;
  }
}
