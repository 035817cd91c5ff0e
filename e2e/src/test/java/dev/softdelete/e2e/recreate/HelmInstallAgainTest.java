package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm: install, uninstall, install again. */
@Tag("delivery")
class HelmInstallAgainTest {
  @TempDir private Path folder;
  private Chart chart;

  @BeforeEach
  void write() throws IOException {
    chart = Chart.in(folder, "web: {git: old, dropped: old}");
  }

  @Test
  void rejectFailsTheInstallWithTheWayOut() throws IOException {
    Recreation reject = uninstalled(Recreation.under("Reject"));
    var helm = new Helm(reject);

    Kubectl.Result refused = helm.call("install", "web", chart.with("web: {git: new}").toString());

    helm.assertRefused(refused, "INSTALLATION FAILED: 1 error occurred:\n\t* ", "web");
    assertThat(helm.history("web")).containsExactly("failed");
    reject.restore("web");
    helm.run("upgrade", "web", chart.toString());
    assertThat(reject.data("web")).contains("\"git\":\"new\"", "\"theirs\":\"kept\"");
  }

  @Test
  void restoreBringsBackWhatOthersWrote() throws IOException {
    Recreation restore = uninstalled(Recreation.under("Restore"));
    var helm = new Helm(restore);

    helm.run("install", "web", chart.with("web: {git: new}").toString());

    restore.awaitRestored("web");
    assertThat(restore.data("web")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    helm.run("upgrade", "web", chart.with("web: {later: new}").toString());
    assertThat(restore.data("web")).isEqualTo("{\"later\":\"new\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowInstallsAnew() throws IOException {
    Recreation allow = uninstalled(Recreation.under("Allow"));

    new Helm(allow).run("install", "web", chart.with("web: {git: new}").toString());

    assertThat(allow.data("web")).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states("web")).containsExactly("DELETED");
  }

  private Recreation uninstalled(Recreation where) {
    var helm = new Helm(where);
    helm.run("install", "web", chart.toString());
    where.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    helm.run("uninstall", "web");
    return where.awaitGone("configmap", "web");
  }
}
