package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("delivery")
class SamplesTest {

  @Test
  void thereAreSome() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatItDoesAndIsInForceOnceApplied(Path sample) throws IOException {
    Kubectl kubectl = Cluster.kubectl();
    String file = sample.toString();

    assertThat(Files.readAllLines(sample).getFirst()).matches("# \\p{Lu}.{20,}");
    assertThat(kubectl.run("apply", "--dry-run=server", "-f", file)).contains("created");
    kubectl.run("apply", "-f", file);
    try {
      kubectl.run("wait", "-f", file, "--for=condition=Ready", "--timeout=60s");
    } finally {
      kubectl.run("delete", "-f", file, "--timeout=60s");
    }
  }

  static List<Path> samples() throws IOException {
    try (var files = Files.list(Repository.file("samples"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
