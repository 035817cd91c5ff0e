package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whoever may edit an object may write anything into its last-applied annotation. A backup that is
 * restored by somebody with more rights brings that annotation along. What is applied under Restore
 * is what the request sends, and nothing that only the annotation has.
 */
class ForgedAnnotationTest {
  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @Test
  void rulesThatOnlyTheAnnotationOfARoleHasAreNotGranted() {
    restore.runWith(List.of("apply"), role("[configmaps]"));
    annotate(
        "role",
        "viewer",
        """
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"viewer"},"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}
        """);
    String export = restore.run("get", "role", "viewer", "-o", "yaml");
    restore.delete("role", "viewer");

    restore.runWith(List.of("create"), export);

    restore.awaitRestored("viewer");
    assertThat(restore.get("role", "viewer").path("rules").toString())
        .contains("configmaps")
        .doesNotContain("*");
  }

  @Test
  void whatAnOlderAnnotationHasDoesNotReplaceWhatIsSent() {
    restore.runWith(List.of("apply"), restore.configMap("stale", "{a: old}"));
    restore.run("patch", "configmap", "stale", "-p", "{\"data\":{\"a\":\"new\",\"b\":\"new\"}}");
    String export = restore.run("get", "configmap", "stale", "-o", "yaml");
    restore.delete("configmap", "stale");

    restore.runWith(List.of("create"), export.replace("b: new", "b: newer"));

    restore.awaitRestored("stale");
    assertThat(restore.data("stale")).isEqualTo("{\"a\":\"new\",\"b\":\"newer\"}");
  }

  @Test
  void finalizersAndOwnersThatOnlyTheAnnotationHasAreNotSet() {
    restore.runWith(List.of("apply"), restore.configMap("owned", "{a: old}"));
    annotate(
        "configmap",
        "owned",
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"owned","finalizers":["forged.example.com/x"],"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"x"}]},"data":{"a":"old"}}
        """);
    String export = restore.run("get", "configmap", "owned", "-o", "yaml");
    restore.delete("configmap", "owned");

    restore.runWith(List.of("create"), export);

    restore.awaitRestored("owned");
    assertThat(restore.get("configmap", "owned").at("/metadata/finalizers").toString())
        .doesNotContain("forged");
    assertThat(restore.get("configmap", "owned").at("/metadata/ownerReferences").isMissingNode())
        .isTrue();
  }

  private static void annotate(String kind, String name, String manifest) {
    restore.run("annotate", kind, name, "--overwrite", ANNOTATION + "=" + manifest.strip());
  }

  private static String role(String resources) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: viewer}
    rules: [{apiGroups: [""], resources: %s, verbs: [get]}]
    """
        .formatted(resources);
  }
}
