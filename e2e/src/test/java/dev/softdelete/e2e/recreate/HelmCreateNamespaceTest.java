package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code helm install --create-namespace} into a deleted namespace, as a pipeline for preview
 * environments runs it. Helm sends none of the labels by which the policy selects the namespace.
 */
@Tag("delivery")
class HelmCreateNamespaceTest {
  private static final String PREVIEW = "preview";

  @TempDir private Path folder;
  private Chart chart;

  @BeforeEach
  void write() throws IOException {
    chart = Chart.in(folder, "web: {git: old}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install web",
        "install web --wait",
        "upgrade web --install",
        "install web --atomic"
      })
  void rejectFailsTheInstallWithTheWayOut(String command) throws IOException {
    LabelledNamespaces reject = uninstalled("Reject");

    Kubectl.Result refused = helm(reject, command);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err().stripTrailing())
        .startsWith("Error: ")
        .endsWith(" denied the request: " + reject.refusal(PREVIEW));
    assertThat(reject.exists(PREVIEW)).isFalse();
    assertThat(reject.state(PREVIEW)).isEqualTo("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"install web", "upgrade web --install"})
  void theReleaseWorksAfterTheRestoreThatTheMessageNames(String command) throws IOException {
    LabelledNamespaces reject = uninstalled("Reject");
    assertThat(helm(reject, command).ok()).isFalse();

    reject.restore(PREVIEW);

    // As long as Helm's own Secrets are not restored, it takes over what bears the release's name.
    assertWorks(reject, "upgrade web --install");
    assertThat(data(reject)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowInstallsIntoAnEmptyNamespace() throws IOException {
    LabelledNamespaces allow = uninstalled("Allow");

    assertWorks(allow, "install web --wait");

    assertThat(allow.state(PREVIEW)).isEqualTo("DELETED");
    assertThat(data(allow)).isEqualTo("{\"git\":\"new\"}");
  }

  /** Deletes a namespace with a release in it, and changes the chart. */
  private LabelledNamespaces uninstalled(String answer) throws IOException {
    LabelledNamespaces where = LabelledNamespaces.under(answer).create(PREVIEW);
    Kubectl.Result installed = helm(where, "install web");
    assertThat(installed.ok()).as(installed.err()).isTrue();
    where
        .kubectl()
        .run(
            "patch",
            "configmap",
            "web",
            "-n",
            where.name(PREVIEW),
            "-p",
            "{\"data\":{\"theirs\":\"kept\"}}");
    chart.with("web: {git: new}");
    return where.delete(PREVIEW);
  }

  private void assertWorks(LabelledNamespaces where, String command) {
    Kubectl.Result done = helm(where, command);
    assertThat(done.ok()).as(done.err()).isTrue();
    Kubectl.Result listed = in(where).call("list", "-q", "--deployed");
    assertThat(listed.out().lines()).containsExactly("web");
  }

  private Kubectl.Result helm(LabelledNamespaces where, String command) {
    var args = new ArrayList<>(List.of(command.split(" ", -1)));
    args.addAll(List.of(chart.toString(), "--create-namespace"));
    return in(where).call(args.toArray(String[]::new));
  }

  private static Helm in(LabelledNamespaces where) {
    return new Helm(new Recreation(where.name(PREVIEW), where.kubectl()));
  }

  private static String data(LabelledNamespaces where) {
    return new Recreation(where.name(PREVIEW), where.kubectl()).data("web");
  }
}
