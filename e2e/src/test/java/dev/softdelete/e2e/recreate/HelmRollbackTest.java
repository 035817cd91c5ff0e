package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Helm's rollback to a revision with an object that an upgrade removed, with and without force. */
@Tag("delivery")
class HelmRollbackTest {
  private static Answers answers;
  @TempDir private Path folder;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | {\"git\":\"old\",\"theirs\":\"kept\"}",
        // Helm replaces the existing object, as it does without this operator.
        "true  | {\"git\":\"old\"}"
      })
  void rejectFailsTheRollbackWithTheWayOut(boolean force, String data) throws IOException {
    String web = "web" + force;
    Helm helm = Helm.dropped(web, answers.reject(), folder);

    Kubectl.Result refused = helm.call("rollback", web, "1", "--force=" + force);

    helm.assertRefused(refused, "failed to create resource: ", web);
    assertThat(helm.history(web)).containsExactly("superseded", "superseded", "failed");
    helm.where().restore(web);
    helm.run("rollback", web, "1", "--force=" + force);
    assertThat(helm.where().data(web)).isEqualTo(data);
    assertThat(helm.history(web)).last().isEqualTo("deployed");
  }

  /**
   * If the object is restored before the rollback, no release contains it. Helm then treats every
   * field that is absent from the manifest as its own, and removes it.
   */
  @Test
  void restoredBeforehandItLosesWhatOthersWrote() throws IOException {
    Helm helm = Helm.dropped("before", answers.reject(), folder);
    helm.where().restore("before");

    helm.run("rollback", "before", "1");

    assertThat(helm.where().data("before")).isEqualTo("{\"git\":\"old\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restoreBringsBackWhatOthersWrote(boolean force) throws IOException {
    String web = "web" + force;
    Helm helm = Helm.dropped(web, answers.restore(), folder);

    helm.run("rollback", web, "1", "--force=" + force);

    helm.where().awaitRestored(web);
    assertThat(helm.where().data(web)).isEqualTo("{\"git\":\"old\",\"theirs\":\"kept\"}");
    assertThat(helm.history(web)).containsExactly("superseded", "superseded", "deployed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allowCreatesAnew(boolean force) throws IOException {
    String web = "web" + force;
    Helm helm = Helm.dropped(web, answers.allow(), folder);

    helm.run("rollback", web, "1", "--force=" + force);

    assertThat(helm.where().data(web)).isEqualTo("{\"git\":\"old\"}");
    assertThat(helm.where().states(web)).containsExactly("DELETED");
  }
}
