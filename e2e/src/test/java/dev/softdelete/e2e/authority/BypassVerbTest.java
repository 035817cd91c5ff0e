package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user who makes the next delete permanent needs the verb bypass, whichever way they do it. */
class BypassVerbTest {
  private static final String BYPASS = "softdelete.dev/bypass=true";
  private static final String PATCH =
      "{metadata: {annotations: {softdelete.dev/bypass: \"true\"}}}";
  private static final String CAN_BYPASS = "bypass softdeletepolicies.softdelete.dev";
  private static Kubectl admin;
  private static String ns;
  private static Person alice;

  @BeforeAll
  static void namespace() {
    admin = Cluster.installation().kubectl();
    ns = "bypass-" + ProcessHandle.current().pid();
    admin.run("create", "namespace", ns);
    alice =
        Person.called("alice")
            .with("edit", ns, "create configmaps")
            .may(ns, "patch", "deployments/status");
  }

  @Test
  void inACreate() {
    refused(
        alice.kubectl().inputCall(configMap("born", "true"), "create", "-f", "-"),
        alice.name() + " may not set the annotation softdelete.dev/bypass",
        "takes the verb \"bypass\" on softdeletepolicies.softdelete.dev",
        "soft-delete-admin");
  }

  @Test
  void inAnUpdate() {
    admin.run("create", "configmap", "updated", "-n", ns);

    refused(
        alice.kubectl().call("annotate", "configmap", "updated", "-n", ns, BYPASS),
        "verb \"bypass\"");
    refused(
        alice
            .kubectl()
            .inputCall(configMap("updated", "true"), "apply", "--server-side", "-f", "-"),
        "verb \"bypass\"");
    refused(
        alice.kubectl().inputCall(configMap("updated", "true"), "replace", "-f", "-"),
        "verb \"bypass\"");
  }

  @Test
  void throughTheStatus() {
    admin.run("create", "deployment", "status", "-n", ns, "--image=x", "--replicas=0");

    refused(
        alice
            .kubectl()
            .call(
                "patch",
                "deployment",
                "status",
                "-n",
                ns,
                "--subresource=status",
                "--type=merge",
                "-p",
                "--- " + PATCH),
        "verb \"bypass\"");
  }

  @Test
  void onWhatBelongsToNoNamespace() {
    admin.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: %s}
        rules: [{apiGroups: [""], resources: [namespaces], verbs: [get, patch]}]
        """
            .formatted(ns));
    Person labeller = Person.called("labeller").withEverywhere(ns, "patch namespaces");

    refused(labeller.kubectl().call("annotate", "namespace", ns, BYPASS), "verb \"bypass\"");
  }

  /** It is refused, or taken off where another test's policy covers every kind. */
  @Test
  void norMayTheStampBeWrittenByHand() {
    admin.run("create", "configmap", "stamped", "-n", ns);

    for (String forged :
        new String[] {
          "--- {metadata: {finalizers: [softdelete.dev/bypass]}}",
          "--- {metadata: {annotations: {softdelete.dev/bypass-granted: u/t}}}"
        }) {
      Kubectl.Result answer =
          alice
              .kubectl()
              .call("patch", "configmap", "stamped", "-n", ns, "--type=merge", "-p", forged);
      if (!answer.ok()) {
        refused(answer, "verb \"bypass\"");
      }
      assertThat(admin.run("get", "configmap", "stamped", "-n", ns, "-o", "yaml"))
          .doesNotContain("softdelete.dev/bypass");
    }
  }

  @Test
  void notToSetItToAnythingElse() {
    allowed(alice.kubectl().inputCall(configMap("unset", "false"), "create", "-f", "-"));
  }

  @Test
  void notToTouchOrUndoWhatIsSet() {
    admin.input(configMap("set", "true"), "create", "-f", "-");

    allowed(alice.kubectl().call("annotate", "configmap", "set", "-n", ns, "note=x"));
    allowed(
        alice.kubectl().call("annotate", "configmap", "set", "-n", ns, "softdelete.dev/bypass-"));
    refused(
        alice.kubectl().call("annotate", "configmap", "set", "-n", ns, BYPASS), "verb \"bypass\"");
  }

  @Test
  void aRoleInTheNamespaceIsNotEnough() {
    admin.run("create", "configmap", "role", "-n", ns);
    Person bob =
        Person.called("bob")
            .with("edit", ns, "create configmaps")
            .with("soft-delete-admin", ns, "hold deletedresources.softdelete.dev");

    refused(bob.kubectl().call("annotate", "configmap", "role", "-n", ns, BYPASS), "\"bypass\"");

    bob.withEverywhere("soft-delete-admin", CAN_BYPASS);
    allowed(bob.kubectl().call("annotate", "configmap", "role", "-n", ns, BYPASS));
  }

  @Test
  void controllersCopyWhatWasAllowedOnce() {
    admin.run("create", "deployment", "copied", "-n", ns, "--image=x", "--replicas=0");
    admin.run(
        "wait", "deployment/copied", "-n", ns, "--for=jsonpath={.status.observedGeneration}=1");

    admin.run("annotate", "deployment", "copied", "-n", ns, BYPASS);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        admin.run(
                            "get",
                            "replicaset",
                            "-l",
                            "app=copied",
                            "-n",
                            ns,
                            "-o",
                            "jsonpath={.items[*].metadata.annotations.softdelete\\.dev/bypass}"))
                    .isEqualTo("true"));
  }

  @Test
  void noControllerPutsItOnAClaimForSomebodyElse() {
    alice
        .kubectl()
        .apply(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: claims, namespace: %s}
            spec:
              serviceName: claims
              selector: {matchLabels: {app: claims}}
              template:
                metadata: {labels: {app: claims}}
                spec: {containers: [{name: c, image: x}]}
              volumeClaimTemplates:
              - metadata: {name: data, annotations: {softdelete.dev/bypass: "true"}}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Mi}}
            """
                .formatted(ns));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> admin.call("get", "pvc", "data-claims-0", "-n", ns).ok());
    assertThat(admin.run("get", "pvc", "data-claims-0", "-n", ns, "-o", "yaml"))
        .doesNotContain("softdelete.dev/bypass");
  }

  private static String configMap(String name, String bypass) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      namespace: %s
      annotations: {softdelete.dev/bypass: "%s"}
    """
        .formatted(name, ns, bypass);
  }
}
