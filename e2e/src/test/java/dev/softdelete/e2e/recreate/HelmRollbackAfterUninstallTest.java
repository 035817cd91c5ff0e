package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm's rollback of a release that was uninstalled with {@code --keep-history}. */
@Tag("delivery")
class HelmRollbackAfterUninstallTest {
  @TempDir private Path folder;

  @Test
  void rejectFailsTheRollbackUntilAllIsRestored() throws IOException {
    Recreation reject = uninstalled(Recreation.under("Reject"));
    var helm = new Helm(reject);

    Kubectl.Result refused = helm.call("rollback", "shop", "1");

    helm.assertRefused(refused, "failed to create resource: ", "one");
    assertThat(helm.history("shop")).containsExactly("superseded", "failed");
    reject.restore("one");
    reject.restore("two");
    helm.run("rollback", "shop", "1");
    assertBack(reject, "{\"git\":\"old\",\"theirs\":\"kept\"}");
  }

  @Test
  void restoreBringsBackWhatOthersWrote() throws IOException {
    Recreation restore = uninstalled(Recreation.under("Restore"));

    new Helm(restore).run("rollback", "shop", "1");

    restore.awaitRestored("one");
    restore.awaitRestored("two");
    assertBack(restore, "{\"git\":\"old\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowCreatesAnew() throws IOException {
    Recreation allow = uninstalled(Recreation.under("Allow"));

    new Helm(allow).run("rollback", "shop", "1");

    assertBack(allow, "{\"git\":\"old\"}");
    assertThat(allow.states("one")).containsExactly("DELETED");
  }

  private static void assertBack(Recreation where, String data) {
    assertThat(where.data("one")).isEqualTo(data);
    assertThat(where.data("two")).isEqualTo(data);
    assertThat(new Helm(where).history("shop")).last().isEqualTo("deployed");
  }

  private Recreation uninstalled(Recreation where) throws IOException {
    var helm = new Helm(where);
    Chart chart = Chart.in(folder, "one: {git: old}", "two: {git: old}");
    helm.run("install", "shop", chart.toString());
    where.run("patch", "configmap", "one", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    where.run("patch", "configmap", "two", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    helm.run("uninstall", "shop", "--keep-history");
    return where.awaitGone("configmap", "one").awaitGone("configmap", "two");
  }
}
