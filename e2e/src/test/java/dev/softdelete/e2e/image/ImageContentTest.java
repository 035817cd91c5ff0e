package dev.softdelete.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What is in the image that {@code mvn package} makes, as far as it can be seen without running it.
 */
@EnabledOnOs(OS.LINUX)
class ImageContentTest {
  private static final String SBOM = "app/sbom/operator.cdx.json";
  private static final String LABEL = "org.opencontainers.image.";

  private OperatorImage image;

  @BeforeEach
  void image() throws IOException {
    image = OperatorImage.built();
  }

  @Test
  void itRunsAsTheUserThatTheChartAsksFor() throws IOException {
    OperatorPod pod = OperatorPod.ofTheChart();

    assertThat(image.config().at("/config/User").asText())
        .isEqualTo(pod.user() + ":" + pod.group())
        .isEqualTo("65532:65532");
  }

  @Test
  void itsEntryPointTakesTheArgumentsOfTheProgram() throws IOException {
    assertThat(texts(image.config().at("/config/Entrypoint")))
        .startsWith("/usr/bin/java")
        .endsWith("-jar", "/app/operator.jar");
    assertThat(image.config().at("/config/Cmd").isMissingNode()).isTrue();
  }

  @Test
  void itsPortsAreThoseOfTheChart() throws IOException {
    var ports = new TreeSet<String>();
    for (JsonNode port : OperatorPod.ofTheChart().spec().at("/containers/0/ports")) {
      ports.add(port.path("containerPort").asText() + "/tcp");
    }

    assertThat(image.config().at("/config/ExposedPorts").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(ports);
  }

  @Test
  void itsLabelsSayWhatItIs() throws IOException {
    JsonNode labels = image.config().at("/config/Labels");

    for (String name :
        List.of("title", "description", "version", "revision", "created", "source", "licenses")) {
      assertThat(labels.path(LABEL + name).asText()).as(name).isNotBlank().doesNotContain("${");
    }
    assertThat(labels.path(LABEL + "licenses").asText()).isEqualTo("Apache-2.0");
  }

  /** OpenShift runs it under a user id of its own choice. */
  @Test
  void everyUserMayReadEverythingAndWriteNothing() throws IOException {
    for (String line : listing()) {
      String mode = line.substring(0, 10);
      if (mode.startsWith("l")) {
        continue;
      }
      assertThat(mode.charAt(7)).as(line).isEqualTo('r');
      assertThat(line).contains(" 0/0 ");
      if (!line.endsWith(" ./tmp/")) {
        assertThat(mode.charAt(8)).as(line).isEqualTo('-');
      }
    }
  }

  @Test
  void itHasNoShellAndNoPackageManager() throws IOException {
    assertThat(paths())
        .noneMatch(path -> path.matches("(usr/)?s?bin/(sh|bash|dash|busybox|apt.*)"));
    assertThat(paths()).anyMatch(path -> path.matches("usr/lib/jvm/.*/bin/java"));
  }

  @Test
  void itHasTheJarAndTheLibrariesOfTheBuild() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("app/operator.jar"));
    try (Stream<Path> libraries = Files.list(Repository.file("operator/target/lib"))) {
      libraries.forEach(library -> expected.add("app/lib/" + library.getFileName()));
    }

    assertThat(paths().stream().filter(path -> path.matches("app/.*\\.jar")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void itsSbomNamesEveryLibrary() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(content(SBOM));
    var named = new HashSet<String>();
    for (JsonNode component : bom.path("components")) {
      named.add(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
    }
    List<String> libraries =
        paths().stream()
            .filter(path -> path.startsWith("app/lib/") && path.endsWith(".jar"))
            .map(path -> path.substring("app/lib/".length()))
            .toList();

    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(named).hasSameSizeAs(libraries).containsAll(libraries);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<String> paths() throws IOException {
    return listing().stream()
        .map(line -> line.replaceFirst("^(\\S+\\s+){5}", "").replaceFirst("^\\./", ""))
        .toList();
  }

  /** Returns a line for each file in any layer, as {@code tar} lists it. */
  private List<String> listing() throws IOException {
    var lines = new ArrayList<String>();
    for (String layer : image.layers()) {
      lines.addAll(tar("-tvzf", image.file(layer).toString(), "--numeric-owner").lines().toList());
    }
    return lines;
  }

  /** Returns the content of a file, which is in one layer only. */
  private String content(String path) throws IOException {
    for (String layer : image.layers()) {
      String file = image.file(layer).toString();
      if (tar("-tzf", file).lines().anyMatch(path::equals)) {
        return tar("-xzOf", file, path);
      }
    }
    throw new AssertionError("the image has no " + path);
  }

  private static String tar(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    Process tar =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
