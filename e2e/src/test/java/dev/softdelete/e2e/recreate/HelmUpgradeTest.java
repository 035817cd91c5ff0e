package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Helm's upgrade of a release from which a user deleted an object, with and without Helm's force.
 */
@Tag("delivery")
class HelmUpgradeTest {
  private static Answers answers;
  @TempDir private Path folder;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rejectFailsTheUpgradeWithTheWayOut(boolean force) throws IOException {
    String web = "web" + force;
    Recreation reject = deleted(web, answers.reject());

    Kubectl.Result refused = upgrade(web, reject, force);

    var helm = new Helm(reject);
    helm.assertRefused(refused, "UPGRADE FAILED: failed to create resource: ", web);
    assertThat(helm.history(web)).containsExactly("deployed", "failed");
    reject.restore(web);
    assertThat(upgrade(web, reject, false).ok()).isTrue();
    assertThat(reject.data(web)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restoreBringsBackWhatOthersWrote(boolean force) throws IOException {
    String web = "web" + force;
    Recreation restore = deleted(web, answers.restore());

    assertThat(upgrade(web, restore, force).ok()).isTrue();

    restore.awaitRestored(web);
    assertThat(restore.data(web)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allowCreatesAnew(boolean force) throws IOException {
    String web = "web" + force;
    Recreation allow = deleted(web, answers.allow());

    assertThat(upgrade(web, allow, force).ok()).isTrue();

    assertThat(allow.data(web)).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states(web)).containsExactly("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reject", "Restore", "Allow"})
  void forceOverALiveObjectDeletesNothing(String answer) throws IOException {
    Recreation where = installed("live", answers.of(answer));
    String uid = where.get("configmap", "live").at("/metadata/uid").asText();

    assertThat(upgrade("live", where, true).ok()).isTrue();

    assertThat(where.get("configmap", "live").at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(where.records("live")).isEmpty();
  }

  private Kubectl.Result upgrade(String release, Recreation where, boolean force)
      throws IOException {
    Chart chart = Chart.in(folder, release + ": {git: new}");
    return new Helm(where).call("upgrade", release, chart.toString(), "--force=" + force);
  }

  private Recreation deleted(String release, Recreation where) throws IOException {
    installed(release, where);
    where.run("patch", "configmap", release, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where.delete("configmap", release);
  }

  private Recreation installed(String release, Recreation where) throws IOException {
    Chart chart = Chart.in(folder, release + ": {git: old, dropped: old}");
    new Helm(where).run("install", release, chart.toString());
    return where;
  }
}
