package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests for uncovered objects never call the operator. */
@Tag("delivery")
class WhoIsAskedTest {
  private final Kubectl admin = Cluster.kubectl();
  private final String ns = DeletedName.covered("Reject");

  /**
   * Deletes the other policies, because the objects that they cover also cause calls when they are
   * deleted.
   */
  @BeforeAll
  static void noOtherPolicies() {
    Cluster.deletePolicies();
  }

  @BeforeEach
  void theCoveredCall() {
    long before = Calls.creates();
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              create(admin, ns, "");
              return Calls.creates() > before;
            });
    assertThat(callsOf(() -> create(admin, ns, ""))).isEqualTo(1);
  }

  @AfterEach
  void leaveNoPolicy() {
    admin.run("delete", "sdp", ns, "--ignore-not-found", "--timeout=60s");
  }

  @Test
  void anotherNamespaceDoesNot() {
    assertThat(callsOf(() -> create(admin, "default", ""))).isZero();
    assertThat(callsOf(() -> create(admin, "kube-system", ""))).isZero();
    assertThat(callsOf(() -> create(admin, "soft-delete-system", ""))).isZero();
  }

  @Test
  void anotherKindDoesNot() {
    assertThat(callsOf(() -> admin.run("create", "secret", "generic", unique(), "-n", ns)))
        .isZero();
    assertThat(callsOf(() -> admin.run("create", "namespace", unique()))).isZero();
  }

  @Test
  void systemComponentsDoNot() {
    for (Kubectl system :
        new Kubectl[] {
          as("system:kube-controller-manager", "system:masters"),
          as("system:apiserver", "system:masters"),
          as("system:node:n", "system:nodes", "system:masters"),
          as(
              "system:serviceaccount:kube-system:x",
              "system:serviceaccounts:kube-system",
              "system:masters")
        }) {
      assertThat(callsOf(() -> create(system, ns, ""))).isZero();
    }
  }

  @Test
  void controllersDoNot() {
    Caller controller =
        Caller.as("system:serviceaccount:apps:operator", "system:masters").agent("manager/v1");

    assertThat(callsOf(() -> create(controller))).isZero();
  }

  @Test
  void toolsDoEvenIfTheyUseAServiceAccount() {
    Caller tool =
        Caller.as("system:serviceaccount:apps:operator", "system:masters").agent("helm/v4");

    assertThat(callsOf(() -> create(tool))).isEqualTo(1);
  }

  @Test
  void aRestoreDoesNot() {
    assertThat(
            callsOf(
                () ->
                    assertThat(
                            new Caller(
                                    Caller.administrator().client(),
                                    List.of(
                                        Map.entry("Impersonate-User", "ann"),
                                        Map.entry("Impersonate-Group", "system:masters"),
                                        Map.entry(
                                            "Impersonate-Extra-softdelete.dev%2Frestoring", "r")),
                                    false)
                                .create(
                                    "/api/v1/namespaces/" + ns + "/configmaps",
                                    "{metadata: {name: " + unique() + "}}")
                                .ok())
                        .isTrue()))
        .isZero();
  }

  @Test
  void aManifestWithTheMarkOfARestoreDoes() {
    assertThat(
            callsOf(
                () -> create(admin, ns, "annotations: {softdelete.dev/restoring: \"a/b/c/d\"}")))
        .isEqualTo(1);
  }

  @Test
  void deletesCallWhereTheFinalizerIsOn() {
    create(admin, "default", "", "uncovered");
    create(admin, ns, "", "covered");
    long before = Calls.deletes();

    admin.run("delete", "configmap", "uncovered", "-n", "default");
    assertThat(Calls.deletes()).isEqualTo(before);

    admin.run("delete", "configmap", "covered", "-n", ns);
    assertThat(Calls.deletes()).isEqualTo(before + 1);
  }

  @Test
  void anEditOfThePolicyDecidesAnew() {
    admin.run(
        "patch",
        "sdp",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"resources\":[{\"apiGroups\":[\"\"],\"resources\":[\"serviceaccounts\"]}]}}");

    await()
        .atMost(DeletedName.PATIENCE)
        .until(() -> callsOf(() -> admin.run("create", "sa", unique(), "-n", ns)) == 1);
    assertThat(callsOf(() -> create(admin, ns, ""))).isZero();
  }

  @Test
  void withoutPoliciesThereIsNoConfigurationButThatOfReviews() {
    Cluster.deletePolicies();

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(configurations().lines())
                    .singleElement()
                    .asString()
                    .endsWith("/soft-delete-reviews"));
    assertThat(callsOf(() -> create(admin, ns, ""))).isZero();
  }

  @Test
  void aConfigurationThatSomebodyDeletesIsPutBack() {
    admin.run("delete", "mutatingwebhookconfiguration", "soft-delete");

    await().atMost(DeletedName.PATIENCE).until(() -> callsOf(() -> create(admin, ns, "")) == 1);
  }

  private static String configurations() {
    return Cluster.kubectl()
        .run(
            "get",
            "mutatingwebhookconfigurations,validatingwebhookconfigurations",
            "-l",
            "app.kubernetes.io/managed-by=soft-delete-operator",
            "-o",
            "name");
  }

  private static long callsOf(Runnable requests) {
    long before = Calls.creates();
    requests.run();
    return Calls.creates() - before;
  }

  private void create(Caller who) {
    Caller.Answer answer =
        who.create(
            "/api/v1/namespaces/" + ns + "/configmaps",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s}
            data: {a: b}
            """
                .formatted(unique()));
    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }

  private static void create(Kubectl who, String namespace, String metadata) {
    create(who, namespace, metadata, unique());
  }

  private static void create(Kubectl who, String namespace, String metadata, String name) {
    who.input(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: %s
          namespace: %s
          %s
        """
            .formatted(name, namespace, metadata),
        "create",
        "-f",
        "-");
  }

  private static String unique() {
    return "n" + UUID.randomUUID();
  }

  private static Kubectl as(String user, String... groups) {
    return Cluster.installation().kubectlAs(user, groups);
  }
}
