package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.softdelete.controlplane.ActionlintProgram;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows in {@code .github}: valid, with few rights, and with pinned actions. */
@Tag("delivery")
class WorkflowsTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void actionlintFindsNothing() throws IOException {
    Program.in(Repository.file("pom.xml").getParent())
        .run(ActionlintProgram.obtain().toString(), "-shellcheck=", "-pyflakes=");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByItsCommit(Path workflow) throws IOException {
    assertThat(Files.readAllLines(workflow))
        .filteredOn(line -> line.contains("uses:") && !line.contains("uses: ./"))
        .allMatch(line -> line.matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  /** A job has the rights that it lists, and ends by itself. */
  @ParameterizedTest
  @MethodSource("workflows")
  void everyJobIsLimited(Path workflow) throws IOException {
    JsonNode content = YAML.readTree(workflow.toFile());

    assertThat(content.path("permissions").isObject()).isTrue();
    assertThat(content.path("permissions")).isEmpty();
    assertThat(content.path("concurrency").path("group").asText()).isNotBlank();
    for (JsonNode job : content.path("jobs")) {
      assertThat(job.path("permissions").isObject()).isTrue();
      assertThat(job.has("timeout-minutes") || job.has("uses")).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void noPullRequestReachesASecret(Path workflow) throws IOException {
    String text = Files.readString(workflow);

    assertThat(text).doesNotContain("pull_request_target").doesNotContain("workflow_run");
    if (text.contains("pull_request")) {
      assertThat(text).doesNotContain("secrets.").doesNotContain(": write");
    }
  }

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file(".github/workflows"))) {
      return files.sorted().toList();
    }
  }
}
