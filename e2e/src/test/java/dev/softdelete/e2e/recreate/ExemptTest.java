package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requesters to whom the answer Reject does not apply. */
class ExemptTest {
  private static final String EXEMPT =
      "  exemptRequesters: {users: [robot], groups: [robots], serviceAccounts: [ci/deployer]}";
  private static Recreation reject;

  @BeforeAll
  static void cover() {
    reject = Recreation.under("Reject", EXEMPT);
  }

  @ParameterizedTest
  @CsvSource({
    "a, robot, staff",
    "b, somebody, robots",
    "c, system:serviceaccount:ci:deployer, system:serviceaccounts:ci",
    "d, system:serviceaccount:kube-system:any, system:serviceaccounts:kube-system",
    "e, system:node:worker, system:nodes",
    "f, system:kube-controller-manager, none",
    "g, system:kube-scheduler, none",
    "h, system:apiserver, none"
  })
  void theyCreateAnew(String name, String user, String group) {
    Kubectl.Result created = createDeleted(name, user, group);

    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(reject.data(name)).isEqualTo("{\"git\":\"new\"}");
    assertThat(reject.states(name)).containsExactly("DELETED");
  }

  @Test
  void noOtherToolDoes() {
    Kubectl.Result refused =
        createDeleted("other", "system:serviceaccount:ci:other", "system:serviceaccounts:ci");

    reject.assertRefused(refused, "ConfigMap", "other");
  }

  /** Creates over a deleted name as the given user, who has an administrator's rights. */
  private static Kubectl.Result createDeleted(String name, String user, String group) {
    reject.runWith(List.of("create"), reject.configMap(name, "{git: old}"));
    reject.delete("configmap", name);
    var command = new ArrayList<>(List.of("create", "--as=" + user, "--as-group=" + group));
    command.add("--as-group=system:masters");
    return reject.call(command, reject.configMap(name, "{git: new}"));
  }
}
