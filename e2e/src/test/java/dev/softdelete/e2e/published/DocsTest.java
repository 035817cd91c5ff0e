package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manifests of the documentation. Each YAML block that begins with {@code apiVersion} is a
 * manifest.
 */
class DocsTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^```ya?ml\\n(?<yaml>apiVersion.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The namespaces that the examples use. */
  private static final List<String> NAMESPACES =
      List.of("shop", "staging", "argocd", "flux-system");

  /** The kinds of other tools that the examples use. */
  private static final String TOOLS =
      Repository.file("e2e/src/test/resources/published/tools.yaml").toString();

  record Manifest(Path page, String yaml) {
    @Override
    public String toString() {
      Matcher name = Pattern.compile("name: *(\\S+)").matcher(yaml);
      return page.getFileName() + (name.find() ? " " + name.group(1) : "");
    }
  }

  @BeforeAll
  static void namespaces() {
    Kubectl kubectl = Cluster.installation().kubectl();
    kubectl.run("apply", "-f", TOOLS);
    kubectl.run("wait", "-f", TOOLS, "--for=condition=Established", "--timeout=60s");
    NAMESPACES.forEach(
        name -> kubectl.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}"));
  }

  @AfterAll
  static void noTools() {
    Cluster.installation().kubectl().run("delete", "-f", TOOLS, "--timeout=60s");
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void theApiServerTakesEveryManifest(Manifest manifest) {
    var result =
        Cluster.installation()
            .kubectl()
            .inputCall(
                manifest.yaml(), "apply", "--dry-run=server", "--validate=strict", "-f", "-");

    assertThat(result.ok()).as("%s\n%s", manifest.yaml(), result.err()).isTrue();
  }

  static List<Manifest> manifests() throws IOException {
    var manifests = new ArrayList<Manifest>();
    for (Path page : pages()) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> new Manifest(page, block.group("yaml")))
          .forEach(manifests::add);
    }
    assertThat(manifests).isNotEmpty();
    return manifests;
  }

  private static List<Path> pages() throws IOException {
    try (var docs = Files.list(Repository.file("docs"))) {
      return Stream.concat(Stream.of(Repository.file("README.md")), docs)
          .filter(p -> p.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
