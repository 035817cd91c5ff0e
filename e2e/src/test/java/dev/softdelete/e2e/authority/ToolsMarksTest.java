package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tool prunes the objects that it takes for its own, and it may have the right to purge. No user
 * without that right can make a tool purge a record.
 */
class ToolsMarksTest {
  private static Kubectl alice;
  private static String ns;
  private static Deleted deleted;

  @BeforeAll
  static void deleteSomething() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    deleted = Deleted.configMap(ns, "web");
    alice =
        Person.called("alice").with("edit", ns, "patch deletedresources.softdelete.dev").kubectl();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {app.kubernetes.io/instance: shop}",
        "labels: {kustomize.toolkit.fluxcd.io/name: shop}",
        "labels: {team: a, kapp.k14s.io/app: '1'}",
        "annotations: {argocd.argoproj.io/tracking-id: 'shop:/ConfigMap:ns/web'}",
        "annotations: {config.k8s.io/owning-inventory: shop}",
        "annotations: {argocd.argoproj.io/sync-options: Prune=true}",
        "annotations: {argocd.argoproj.io/sync-options: null}",
        "annotations: {argocd.argoproj.io/compare-options: null}",
        "annotations: null"
      })
  void takeThePermissionToPurge(String marks) {
    refused(
        deleted.patch(alice, "{metadata: {" + marks + "}}"),
        "may not change",
        "would prune the record, and that is a purge",
        "takes the verb \"delete\" on deletedresources.softdelete.dev in namespace " + ns);
  }

  @Test
  void areWhoeverMayPurgesToChange() {
    Deleted theirs = Deleted.configMap(ns, "theirs");
    Kubectl bob =
        Person.called("bob")
            .with("edit", ns, "patch deletedresources.softdelete.dev")
            .with("soft-delete-purger", ns, "delete deletedresources.softdelete.dev")
            .kubectl();

    allowed(theirs.patch(bob, "{metadata: {labels: {app.kubernetes.io/instance: shop}}}"));
    // A mark that the record already has does not prevent other changes.
    allowed(theirs.annotate(alice, "note=keep"));
    allowed(theirs.patch(alice, "{metadata: {labels: {app.kubernetes.io/instance: null}}}"));
  }
}
