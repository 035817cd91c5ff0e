package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The annotation {@code softdelete.dev/on-recreate} in a manifest takes precedence over the policy.
 */
class OnRecreateAnnotationTest {
  private static final List<String> APPLY = List.of("apply");
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @Test
  void restoreWhereThePolicySaysReject() {
    Recreation where = deleted(answers.reject(), "a");

    where.runWith(APPLY, where.configMap("a", "{git: new}", "softdelete.dev/on-recreate: Restore"));

    where.awaitRestored("a");
    assertThat(where.data("a")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @Test
  void allowWhereThePolicySaysReject() {
    Recreation where = deleted(answers.reject(), "b");

    where.runWith(APPLY, where.configMap("b", "{git: new}", "softdelete.dev/on-recreate: Allow"));

    assertThat(where.data("b")).isEqualTo("{\"git\":\"new\"}");
    assertThat(where.states("b")).containsExactly("DELETED");
  }

  @Test
  void rejectWhereThePolicySaysRestore() {
    Recreation where = deleted(answers.restore(), "c");

    var refused =
        where.call(APPLY, where.configMap("c", "{git: new}", "softdelete.dev/on-recreate: Reject"));

    where.assertRefused(refused, "ConfigMap", "c");
  }

  @Test
  void restoreCreatesWhereNothingIsDeleted() {
    Recreation where = answers.reject();

    where.runWith(APPLY, where.configMap("d", "{git: new}", "softdelete.dev/on-recreate: Restore"));

    assertThat(where.data("d")).isEqualTo("{\"git\":\"new\"}");
  }

  private static Recreation deleted(Recreation where, String name) {
    where.runWith(APPLY, where.configMap(name, "{git: old}"));
    where.run("patch", "configmap", name, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where.delete("configmap", name);
  }
}
