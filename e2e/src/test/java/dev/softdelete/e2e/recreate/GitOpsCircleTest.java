package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Argo CD and Flux: an object is in git, is removed from git and pruned, and is added to git again.
 */
class GitOpsCircleTest {
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @ParameterizedTest
  @EnumSource
  void rejectFailsTheSyncUntilSomebodyRestoresIt(GitOpsTool tool) {
    Recreation reject = pruned(tool, answers.reject());

    Kubectl.Result refused = tool.sync(reject, "{git: new}");

    reject.assertRefused(refused, "ConfigMap", tool.item());
    reject.restore(tool.item());
    assertSynced(tool, reject, "{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @EnumSource
  void restoreBringsBackWhatOthersWrote(GitOpsTool tool) {
    Recreation restore = pruned(tool, answers.restore());

    assertThat(tool.sync(restore, "{git: new}").err()).contains("restored from deletedresource");

    restore.awaitRestored(tool.item());
    assertThat(restore.data(tool.item())).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    assertSynced(tool, restore, "{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @EnumSource
  void allowBeginsAnew(GitOpsTool tool) {
    Recreation allow = pruned(tool, answers.allow());

    assertSynced(tool, allow, "{\"git\":\"new\"}");

    assertThat(allow.states(tool.item())).containsExactly("DELETED");
  }

  private static void assertSynced(GitOpsTool tool, Recreation where, String data) {
    Kubectl.Result synced = tool.sync(where, "{git: new}");
    assertThat(synced.ok()).as(synced.err()).isTrue();
    assertThat(where.data(tool.item())).isEqualTo(data);
  }

  private static Recreation pruned(GitOpsTool tool, Recreation where) {
    Kubectl.Result in = tool.sync(where, "{git: old, dropped: old}");
    assertThat(in.ok()).as(in.err()).isTrue();
    where.run("patch", "configmap", tool.item(), "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    tool.prune(where);
    return where;
  }
}
