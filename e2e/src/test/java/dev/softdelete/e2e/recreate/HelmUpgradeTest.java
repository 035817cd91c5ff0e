package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Helm's upgrade of a release of which somebody deleted an object, with and without its force. */
class HelmUpgradeTest {
  private static Answers answers;
  @TempDir private Path folder;
  private Chart chart;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @BeforeEach
  void write() throws IOException {
    chart = Chart.in(folder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rejectFailsTheUpgradeWithTheWayOut(boolean force) throws IOException {
    String release = "web" + force;
    Recreation reject = deleted(release, answers.reject());

    assertThatThrownBy(() -> chart.with("{git: new}").upgrade(release, reject, force))
        .hasMessageContaining(reject.refusal("ConfigMap", release));

    assertThat(reject.states(release)).containsExactly("DELETED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restoreBringsBackWhatOthersWrote(boolean force) throws IOException {
    String release = "web" + force;
    Recreation restore = deleted(release, answers.restore());

    chart.with("{git: new}").upgrade(release, restore, force);

    restore.awaitRestored(release);
    assertThat(restore.data(release)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allowCreatesAnew(boolean force) throws IOException {
    String release = "web" + force;
    Recreation allow = deleted(release, answers.allow());

    chart.with("{git: new}").upgrade(release, allow, force);

    assertThat(allow.data(release)).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states(release)).containsExactly("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reject", "Restore", "Allow"})
  void forceOverALiveObjectDeletesNothing(String answer) throws IOException {
    Recreation where = answers.of(answer);
    chart.install("live", where);
    String uid = where.get("configmap", "live").at("/metadata/uid").asText();

    chart.with("{git: new}").upgrade("live", where, true);

    assertThat(where.get("configmap", "live").at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(where.records("live")).isEmpty();
  }

  private Recreation deleted(String release, Recreation where) {
    chart.install(release, where);
    where.run("patch", "configmap", release, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where.delete("configmap", release);
  }
}
