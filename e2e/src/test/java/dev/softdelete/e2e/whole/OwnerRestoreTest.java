package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Dependents that the garbage collector deleted after their owner are restored with the owner, and
 * belong to it again.
 */
class OwnerRestoreTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [services, secrets]}]
          """);

  @Test
  void whatItOwnedBelongsToItAgain() {
    String owner = createOwnerWithSecret();
    kubectl.run("delete", "service", "front", "-n", ns);
    kubectl.run("wait", "secret", "password", "-n", ns, "--for=delete", "--timeout=60s");

    restore("Service");

    String now = field("service", "front", "{.metadata.uid}");
    assertThat(now).isNotEqualTo(owner);
    assertThat(field("secret", "password", "{.metadata.ownerReferences[*].uid}")).isEqualTo(now);
    assertThat(field("secret", "password", "{.metadata.ownerReferences[*].blockOwnerDeletion}"))
        .isEqualTo("true");
    assertThat(field("secret", "password", "{.data.p}")).isEqualTo("eA==");
    assertThat(ownersManagers()).isEqualTo("maker");
  }

  /** Returns the manager that owns the field of the reference with the owner's current uid. */
  private String ownersManagers() {
    String fields =
        kubectl.run(
            "get",
            "secret",
            "password",
            "-n",
            ns,
            "--show-managed-fields",
            "-o",
            "jsonpath={range"
                + " .metadata.managedFields[*]}{.manager}={.fieldsV1.f:metadata.f:ownerReferences}{'\\n"
                + "'}{end}");
    return fields
        .lines()
        .filter(l -> l.contains(field("service", "front", "{.metadata.uid}")))
        .map(l -> l.substring(0, l.indexOf('=')))
        .reduce("", String::concat);
  }

  private String createOwnerWithSecret() {
    kubectl.run("create", "service", "clusterip", "front", "-n", ns, "--tcp=80");
    String uid = field("service", "front", "{.metadata.uid}");
    kubectl.input(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: password
          namespace: %s
          ownerReferences:
          - {apiVersion: v1, kind: Service, name: front, uid: %s, blockOwnerDeletion: true}
        stringData: {p: x}
        """
            .formatted(ns, uid),
        "create",
        "--field-manager=maker",
        "-f",
        "-");
    return uid;
  }

  @Test
  void underAnotherNameItComesAlone() {
    createOwnerWithSecret();
    kubectl.run("delete", "service", "front", "-n", ns);
    kubectl.run("wait", "secret", "password", "-n", ns, "--for=delete", "--timeout=60s");

    restore("Service", "softdelete.dev/restore-as=other");

    assertThat(kubectl.call("get", "service", "other", "-n", ns).ok()).isTrue();
    assertThat(kubectl.call("get", "secret", "password", "-n", ns).ok()).isFalse();
  }

  private void restore(String kind, String... annotations) {
    String record =
        kubectl
            .run(
                "get",
                "deleted",
                "-n",
                ns,
                "--field-selector=spec.resource.kind=" + kind,
                "-o",
                "name")
            .strip();
    var args = new ArrayList<>(List.of("annotate", record, "-n", ns));
    args.add("softdelete.dev/restore=true");
    args.addAll(List.of(annotations));
    kubectl.run(args.toArray(String[]::new));
    kubectl.run("wait", record, "-n", ns, "--for=condition=Restored", "--timeout=60s");
  }

  private String field(String kind, String name, String jsonPath) {
    return kubectl.run("get", kind, name, "-n", ns, "-o", "jsonpath=" + jsonPath);
  }
}
