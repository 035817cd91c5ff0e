package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm: install, uninstall, install again. */
class HelmInstallAgainTest {
  @TempDir private Path folder;
  private Chart chart;

  @BeforeEach
  void write() throws IOException {
    chart = Chart.in(folder);
  }

  @Test
  void rejectFailsTheInstallWithTheWayOut() throws IOException {
    Recreation reject = uninstalled(Recreation.under("Reject"));

    assertThatThrownBy(() -> chart.with("{git: new}").install("web", reject))
        .hasMessageContaining(reject.refusal("ConfigMap", "web"));

    assertThat(reject.states("web")).containsExactly("DELETED");
    reject.run("annotate", "dr", reject.record("web"), "softdelete.dev/restore=true");
    reject.awaitRestored("web");
    chart.upgrade("web", reject, false);
    assertThat(reject.data("web")).contains("\"git\":\"new\"", "\"theirs\":\"kept\"");
  }

  @Test
  void restoreBringsBackWhatOthersWrote() throws IOException {
    Recreation restore = uninstalled(Recreation.under("Restore"));

    chart.with("{git: new}").install("web", restore);

    restore.awaitRestored("web");
    assertThat(restore.data("web")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    chart.with("{later: new}").upgrade("web", restore, false);
    assertThat(restore.data("web")).isEqualTo("{\"later\":\"new\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowInstallsAnew() throws IOException {
    Recreation allow = uninstalled(Recreation.under("Allow"));

    chart.with("{git: new}").install("web", allow);

    assertThat(allow.data("web")).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states("web")).containsExactly("DELETED");
  }

  private Recreation uninstalled(Recreation where) {
    chart.install("web", where);
    where.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    Chart.uninstall("web", where);
    return where.awaitGone("configmap", "web");
  }
}
