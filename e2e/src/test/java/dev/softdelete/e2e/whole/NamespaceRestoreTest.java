package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** One annotation restores a namespace with its group, and nothing else. */
class NamespaceRestoreTest {
  private static final String COVERED =
      """
        resources:
        - {apiGroups: [""], resources: [namespaces, configmaps, secrets, serviceaccounts]}
        onRecreate: Reject
      """;

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns = Cluster.coveredNamespace(COVERED);

  @Test
  void whatWentWithItComesBack() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=a=1");
    kubectl.run("create", "secret", "generic", "password", "-n", ns, "--from-literal=p=x");

    DeletedNamespace gone = DeletedNamespace.delete(ns).restore();

    assertThat(value("configmap", "settings", "{.data.a}")).isEqualTo("1");
    assertThat(value("secret", "password", "{.data.p}")).isEqualTo("eA==");
    assertThat(gone.members("RESTORED")).containsExactly("ConfigMap/settings", "Secret/password");
    assertThat(gone.restored("message")).contains("2 of 2 objects that went with it are back");
  }

  @Test
  void whatHadBeenDeletedBeforeIsListedAtHomeAgainAndStaysDeleted() {
    kubectl.run("create", "configmap", "before", "-n", ns, "--from-literal=a=1");
    kubectl.run("delete", "configmap", "before", "-n", ns);
    String record = records();

    DeletedNamespace gone = DeletedNamespace.delete(ns);
    assertThat(refusal()).endsWith(earlier(DeletedNamespace.HOME_OF_RECORDS));
    gone.restore();

    assertThat(gone.restored("message")).endsWith(earlier(ns));
    assertThat(kubectl.call("get", "configmap", "before", "-n", ns).ok()).isFalse();
    assertThat(records()).isEqualTo(record);
    kubectl.run("wait", record, "-n", DeletedNamespace.HOME_OF_RECORDS, "--for=delete");
    kubectl.run("annotate", record, "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", record, "-n", ns, "--for=condition=Restored", "--timeout=60s");
    assertThat(value("configmap", "before", "{.data.a}")).isEqualTo("1");
  }

  @Test
  void itsRecordsComeHomeEachTime() {
    kubectl.run("create", "configmap", "before", "-n", ns, "--from-literal=a=1");
    kubectl.run("delete", "configmap", "before", "-n", ns);
    String record = records();
    DeletedNamespace.delete(ns).restore();

    DeletedNamespace.delete(ns).restore();

    assertThat(records()).isEqualTo(record);
  }

  @Test
  void underAnotherNameItBringsItsContentThere() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=a=1");
    String copy = ns + "-copy";

    DeletedNamespace.delete(ns).restore("softdelete.dev/restore-as=" + copy);

    assertThat(kubectl.run("get", "configmap", "settings", "-n", copy, "-o", "jsonpath={.data.a}"))
        .isEqualTo("1");
    assertThat(kubectl.call("get", "namespace", ns).ok()).isFalse();
  }

  @Test
  void aPreviewSaysWhatWouldComeWithIt() {
    kubectl.run("create", "configmap", "settings", "-n", ns, "--from-literal=a=1");
    DeletedNamespace gone = DeletedNamespace.delete(ns);

    assertThat(gone.preview())
        .contains("It would come back as " + ns, "With it would come 1 object(s): 1 ConfigMap.");
    assertThat(kubectl.call("get", "namespace", ns).ok()).isFalse();
  }

  /** Returns the message with which a create of the deleted namespace is refused. */
  private String refusal() {
    String manifest =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %1$s, labels: {test: %1$s}}
        """
            .formatted(ns);
    return kubectl.inputCall(manifest, "create", "-f", "-").err().strip();
  }

  private static String earlier(String place) {
    return "Deleted in the namespace before it, and not restored with it: 1 (kubectl get"
        + " deletedresources -n %s).".formatted(place);
  }

  private String records() {
    return kubectl.run("get", "deleted", "-n", ns, "-o", "name").strip();
  }

  private String value(String kind, String name, String jsonPath) {
    return kubectl.run("get", kind, name, "-n", ns, "-o", "jsonpath=" + jsonPath);
  }
}
