package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.controlplane.CraneProgram;
import dev.softdelete.controlplane.HelmProgram;
import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart and the CRDs of a release, and how they are published to a registry on loopback. */
@Tag("delivery")
class ReleaseFilesTest {
  private static final String CHART = "soft-delete-operator-" + DryRun.VERSION + ".tgz";

  @TempDir static Path folder;
  @TempDir static Path store;
  @TempDir Path other;
  private static DryRun release;
  private static String printed;

  @BeforeAll
  static void build() throws IOException {
    release = DryRun.in(folder);
    printed = release.build("--only=chart,crds");
  }

  @Test
  void theWorkTreeIsLeftAsItWas() throws IOException {
    assertThat(release.program().run("git", "status", "--porcelain")).isEmpty();
  }

  @Test
  void everyFileHasItsChecksum() throws IOException {
    Program files = Program.in(release.built("files"));

    files.run("sha256sum", "--strict", "-c", "SHA256SUMS");
    try (Stream<Path> all = Files.list(files.folder())) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("SHA256SUMS", CHART, "crds.yaml", "digests.txt", "let-go.sh");
    }
    assertThat(release.sums()).hasSize(4);
  }

  @Test
  void theNotesAreTheSectionOfTheChangelog() throws IOException {
    assertThat(Files.readString(release.built("notes.md")).strip()).isEqualTo(DryRun.NOTE);
  }

  @Test
  void itSaysWhatWouldBeSigned() throws IOException {
    assertThat(printed)
        .contains("nothing was published or signed")
        .contains(
            "cosign, keyless",
            "ghcr.io/softdelete/charts/soft-delete-operator@" + release.digest("chart"));
  }

  @Test
  void theChartNamesTheImageOfItsVersion() throws IOException {
    String chart = release.built("files/" + CHART).toString();

    assertThat(helm("show", "chart", chart))
        .contains("\nversion: " + DryRun.VERSION + "\n")
        .contains("appVersion: " + DryRun.VERSION + "\n");
    assertThat(helm("template", chart))
        .contains("image: ghcr.io/softdelete/soft-delete-operator:" + DryRun.VERSION + "\n");
  }

  @Test
  void theCrdsAreAppliedFromOneFile() {
    String applied =
        Cluster.kubectl()
            .run("apply", "--server-side", "-f", release.built("files/crds.yaml").toString());

    assertThat(applied.lines()).hasSize(5).allMatch(line -> line.endsWith("serverside-applied"));
  }

  @Test
  void whatIsPublishedIsWhatWasBuilt() throws IOException {
    try (var registry = new LoopbackRegistry(store)) {
      String prefix = registry.address() + "/team";
      String reference = prefix + "/charts/soft-delete-operator";

      Program.Result first = release.publish(prefix);
      Program.Result again = release.publish(prefix);

      assertThat(List.of(first.exit(), again.exit())).as(first + " " + again).containsOnly(0);
      assertThat(first.output().strip()).isEqualTo(reference + "@" + release.digest("chart"));
      helm("pull", "oci://" + reference, "--version", DryRun.VERSION, "--plain-http", "-d", other);
      assertThat(other.resolve(CHART)).hasSameBinaryContentAs(release.built("files/" + CHART));
    }
  }

  /** A version that somebody has installed keeps its content. */
  @Test
  void aPublishedVersionIsNotReplaced() throws IOException {
    try (var registry = new LoopbackRegistry(other)) {
      String taken = registry.address() + "/charts/soft-delete-operator:" + DryRun.VERSION;
      String crane = CraneProgram.obtain().toString();
      Program.in(other).run("tar", "-czf", "layer.tar.gz", "-T", "/dev/null");
      Program.in(other).run(crane, "append", "--oci-empty-base", "-f", "layer.tar.gz", "-t", taken);

      Program.Result result = release.publish(registry.address());

      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.output()).contains(taken + " is already there with another content");
    }
  }

  /** Without an answer, nobody knows whether the version has been published before. */
  @Test
  void aRegistryThatDoesNotAnswerGetsNothing() throws IOException {
    String closed;
    try (var registry = new LoopbackRegistry(other)) {
      closed = registry.address();
    }

    Program.Result result = release.publish(closed);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output()).contains("cannot see whether " + closed + "/charts/");
  }

  private static String helm(Object... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = HelmProgram.obtain().toString();
    for (int i = 0; i < arguments.length; i++) {
      command[i + 1] = arguments[i].toString();
    }
    return release.program().run(command);
  }
}
