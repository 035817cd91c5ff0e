package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl create} over a deleted name. */
class CreateTest {
  private static final List<String> COMMAND = List.of("create");
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @Test
  void rejectRefusesWithTheWayOut() {
    Recreation reject = deleted(answers.reject());

    Kubectl.Result again = reject.call(COMMAND, reject.configMap("web", "{git: new}"));

    reject.assertRefused(again, "ConfigMap", "web");
  }

  @Test
  void restoreBringsItBackWithTheManifestOnTop() {
    Recreation restore = deleted(answers.restore());

    restore.runWith(COMMAND, restore.configMap("web", "{git: new}"));

    restore.awaitRestored("web");
    assertThat(restore.data("web")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowCreatesAnewAndKeepsTheRecord() {
    Recreation allow = deleted(answers.allow());

    allow.runWith(COMMAND, allow.configMap("web", "{git: new}"));

    assertThat(allow.data("web")).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states("web")).containsExactly("DELETED");
  }

  /** Deletes a ConfigMap that this client wrote and to which another client added a field. */
  private static Recreation deleted(Recreation where) {
    where.runWith(COMMAND, where.configMap("web", "{git: old, dropped: old}"));
    where.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where.delete("configmap", "web");
  }
}
