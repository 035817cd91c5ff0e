package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The operator's ServiceAccount can cover objects of any kind, but it has no further rights over
 * them.
 */
class OperatorRightsTest {
  private static Person operator;

  @BeforeAll
  static void install() {
    var installation = Cluster.installation();
    operator = new Person("operator", installation.kubectl().of(installation.operatorKubeconfig()));
  }

  @Test
  void whatItCannot() {
    assertThat(
            List.of(
                "create configmaps",
                "create secrets",
                "create pods",
                "create clusterrolebindings",
                "bind clusterroles",
                "escalate clusterroles",
                "create softdeletepolicies.softdelete.dev",
                "bypass softdeletepolicies.softdelete.dev",
                "restore deletedresources.softdelete.dev",
                "hold deletedresources.softdelete.dev",
                "deletecollection configmaps"))
        .noneMatch(question -> operator.can("default", question));
    assertThat(List.of("create pods", "create deployments.apps", "create roles"))
        .noneMatch(question -> operator.can("soft-delete-system", question));
  }

  @Test
  void itDeletesNothingThatIsAlive() {
    for (String object : List.of("configmap kube-root-ca.crt -n default", "clusterrole view")) {
      assertThat(operator.kubectl().call(("delete --dry-run=server " + object).split(" ")).err())
          .as(object)
          .contains("deletes nothing but what is deleted already");
    }
  }

  @Test
  void itAltersNoRoleBeyondItsFinalizer() {
    String finalizers = "{metadata: {finalizers: [softdelete.dev/retain]}}";

    assertThat(patchAdmin(finalizers).ok()).isTrue();
    assertThat(patchAdmin("{metadata: {annotations: {a: b}}}").err()).contains("forbidden");
    assertThat(patchAdmin("{rules: [{apiGroups: [a], resources: [b], verbs: [c]}]}").err())
        .contains("forbidden");
  }

  private static Kubectl.Result patchAdmin(String patch) {
    return operator
        .kubectl()
        .call(
            "patch",
            "clusterrole",
            "cluster-admin",
            "--type=merge",
            "-p",
            "--- " + patch,
            "--dry-run=server");
  }
}
