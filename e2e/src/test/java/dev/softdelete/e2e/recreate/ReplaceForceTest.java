package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code kubectl replace --force} deletes the object, waits until it is gone, and creates it. Argo
 * CD runs the same code as a library for {@code Replace=true,Force=true}, with the default options
 * of the deletion.
 */
class ReplaceForceTest {
  private static final List<String> REPLACE = List.of("replace", "--force");
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @Test
  void rejectLeavesItDeletedWithTheWayOut() {
    Recreation reject = live(answers.reject());

    Kubectl.Result replaced = reject.call(REPLACE, reject.configMap("web", "{git: new}"));

    reject.assertRefused(replaced, "ConfigMap", "web");
  }

  @Test
  void restoreKeepsWhatOthersWrote() {
    Recreation restore = live(answers.restore());

    restore.runWith(REPLACE, restore.configMap("web", "{git: new}"));

    restore.awaitRestored("web");
    assertThat(restore.data("web")).contains("\"git\":\"new\"", "\"theirs\":\"kept\"");
  }

  @Test
  void restoreRefusesAChangeOfWhatIsImmutableAtTheFirstTry() {
    Recreation restore = answers.restore();
    restore.runWith(
        List.of("create"), restore.configMap("fixed", "{git: old}") + "immutable: true\n");

    Kubectl.Result replaced =
        restore.call(REPLACE, restore.configMap("fixed", "{git: new}") + "immutable: true\n");

    assertThat(replaced.ok()).isFalse();
    assertThat(replaced.err())
        .contains(
            "It would be restored, but this manifest changes data, which no update may change",
            "softdelete.dev/on-recreate: Allow");
    assertThat(restore.states("fixed")).containsExactly("DELETED");
  }

  @Test
  void allowReplacesAndKeepsTheRecord() {
    Recreation allow = live(answers.allow());

    allow.runWith(REPLACE, allow.configMap("web", "{git: new}"));

    assertThat(allow.data("web")).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states("web")).containsExactly("DELETED");
  }

  private static Recreation live(Recreation where) {
    where.runWith(List.of("create"), where.configMap("web", "{git: old}"));
    where.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where;
  }
}
