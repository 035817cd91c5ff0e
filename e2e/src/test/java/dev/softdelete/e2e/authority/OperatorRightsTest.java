package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator's ServiceAccount covers any kind, and owns none of it. */
class OperatorRightsTest {
  private static Person operator;

  @BeforeAll
  static void install() {
    var installation = Cluster.installation();
    operator =
        new Person(
            "operator",
            new Kubectl(installation.kubectl().program(), installation.operatorKubeconfig()));
  }

  @Test
  void whatItCannot() {
    assertThat(
            List.of(
                "create configmaps",
                "delete configmaps",
                "create secrets",
                "delete secrets",
                "delete namespaces",
                "create pods",
                "create clusterrolebindings",
                "bind clusterroles",
                "escalate clusterroles",
                "delete customresourcedefinitions",
                "create softdeletepolicies.softdelete.dev",
                "delete softdeletepolicies.softdelete.dev",
                "bypass softdeletepolicies.softdelete.dev",
                "restore deletedresources.softdelete.dev",
                "hold deletedresources.softdelete.dev",
                "delete validatingadmissionpolicies"))
        .noneMatch(question -> operator.can("default", question));
    assertThat(
            List.of("create pods", "create deployments.apps", "delete configmaps", "create roles"))
        .noneMatch(question -> operator.can("soft-delete-system", question));
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
