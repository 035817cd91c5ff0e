package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Controllers that create anew what was deleted, under each answer of {@code onControllerRecreate}.
 * The policy refuses people. The requests are those of cert-manager, CloudNativePG, and the leader
 * lock of the Operator SDK.
 */
class ControllersTest {
  private static final ParentKind POSTGRES =
      new ParentKind("postgresql.cnpg.io", "clusters", "Cluster");

  @BeforeAll
  static void define() {
    POSTGRES.define();
  }

  @ParameterizedTest
  @EnumSource
  void certManagerIssuesASecretAgain(ControllerAnswer answer) {
    Recreation where = answer.inForce();
    var certManager = ControllerClient.in(where.ns(), "cert-manager", "cert-manager-controller/v1");
    String path = core(where, "secrets") + "/shop-tls";
    assertThat(issue(certManager, path, "b2xk").ok()).isTrue();
    where.delete("secret", "shop-tls");

    Caller.Answer created = issue(certManager, path, "bmV3");

    answer.assertGiven(where, created, "Secret", "shop-tls");
    if (answer != ControllerAnswer.Reject) {
      await("the new certificate is there")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(where.get("secret", "shop-tls").at("/data/tls.crt").asText())
                      .isEqualTo("bmV3"));
    }
  }

  private static Caller.Answer issue(ControllerClient certManager, String path, String crt) {
    return certManager.apply(
        path,
        "cert-manager-certificates-issuing",
        """
        {"apiVersion": "v1", "kind": "Secret",
         "metadata": {"name": "shop-tls", "namespace": "%s",
                      "annotations": {"cert-manager.io/certificate-name": "shop",
                                      "cert-manager.io/issuer-name": "letsencrypt"},
                      "labels": {"controller.cert-manager.io/fao": "true"}},
         "type": "kubernetes.io/tls",
         "data": {"tls.crt": "%s", "tls.key": "%s"}}
        """
            .formatted(certManager.ns(), crt, crt));
  }

  @ParameterizedTest
  @EnumSource
  void cloudNativePgStartsItsPodAgain(ControllerAnswer answer) {
    Recreation where = answer.inForce();
    String owner = POSTGRES.reference(where, "pg-main");
    var operator = ControllerClient.in(where.ns(), "cnpg-manager", "manager/v0.0.0 (linux/amd64)");
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: pg-main-1
          labels: {cnpg.io/cluster: pg-main, cnpg.io/instanceName: pg-main-1}
          annotations: {cnpg.io/nodeSerial: "1"}
          ownerReferences: [%s]
        spec: {terminationGracePeriodSeconds: 0, containers: [{name: postgres, image: x}]}
        """
            .formatted(owner);
    assertThat(operator.create(core(where, "pods"), pod).ok()).isTrue();
    where.delete("pod", "pg-main-1");

    Caller.Answer created = operator.create(core(where, "pods"), pod);

    answer.assertGiven(where, created, "Pod", "pg-main-1");
  }

  @ParameterizedTest
  @EnumSource
  void aLeaderLockIsTakenAgain(ControllerAnswer answer) {
    Recreation where = answer.inForce();
    where.run("run", "memcached-0", "--image=x");
    String uid = where.get("pod", "memcached-0").at("/metadata/uid").asText();
    var operator = ControllerClient.in(where.ns(), "memcached", "memcached-operator/v0.0.0");
    String lock =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: memcached-lock
          ownerReferences: [{apiVersion: v1, kind: Pod, name: memcached-0, uid: %s}]
        """
            .formatted(uid);
    assertThat(operator.create(core(where, "configmaps"), lock).ok()).isTrue();
    where.delete("configmap", "memcached-lock");

    Caller.Answer taken = operator.create(core(where, "configmaps"), lock);

    answer.assertGiven(where, taken, "ConfigMap", "memcached-lock");
  }

  @Test
  void aToolIsAnsweredAsAPersonWhateverItsServiceAccount() {
    Recreation where = ControllerAnswer.Allow.inForce();
    var flux = ControllerClient.in(where.ns(), "kustomize-controller", "kustomize-controller/v1");
    String configMap = where.configMap("prices", "{apple: \"1\"}");
    assertThat(flux.create(core(where, "configmaps"), configMap).ok()).isTrue();
    where.delete("configmap", "prices");

    Caller.Answer created = flux.create(core(where, "configmaps"), configMap);

    assertThat(created.code()).isEqualTo(409);
    assertThat(created.message()).endsWith(where.refusal("ConfigMap", "prices"));
  }

  /** Its fields that the new object does not have stay those of the managers from before. */
  @Test
  void theFieldManagersInAnExportAreNotThoseWhoAsk() {
    Recreation where = ControllerAnswer.Allow.inForce();
    var copier = ControllerClient.in(where.ns(), "copier", "manager/v0.0.0");
    String export =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: prices
          managedFields:
          - {manager: kubectl, operation: Apply, apiVersion: v1, time: "2026-01-01T00:00:00Z",
             fieldsType: FieldsV1, fieldsV1: {"f:data": {".": {}, "f:apple": {}, "f:pear": {}}}}
          - {manager: helm, operation: Update, apiVersion: v1, time: "2026-01-01T00:00:00Z",
             fieldsType: FieldsV1, fieldsV1: {"f:data": {".": {}, "f:apple": {}, "f:pear": {}}}}
        data: {apple: "1"}
        """;
    assertThat(copier.create(core(where, "configmaps"), export).ok()).isTrue();
    where.delete("configmap", "prices");

    Caller.Answer created = copier.create(core(where, "configmaps"), export);

    assertThat(created.ok()).as(created.toString()).isTrue();
    assertThat(created.body().at("/metadata/managedFields").findValuesAsText("manager"))
        .as("the order of the API server")
        .containsExactly("kubectl", "helm", "manager");
  }

  /** Such as the helm-controller of k3s, whose field manager is that of a tool, too. */
  @ParameterizedTest
  @EnumSource
  void aProgramWithAnyOwnerIsAController(ControllerAnswer answer) {
    Recreation where = answer.inForce();
    String owner =
        POSTGRES.reference(where, "chart").replace("controller: true", "controller: false");
    var helm = ControllerClient.in(where.ns(), "helm-controller", "helm-controller/v1");
    String values =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: values, ownerReferences: [%s]}
        """
            .formatted(owner);
    assertThat(helm.create(core(where, "configmaps"), values).ok()).isTrue();
    where.delete("configmap", "values");

    Caller.Answer created = helm.create(core(where, "configmaps"), values);

    answer.assertGiven(where, created, "ConfigMap", "values");
  }

  @Test
  void annotationsThatAControllerCopiesAreTakenOff() {
    Recreation where = ControllerAnswer.Allow.inForce();
    var operator = ControllerClient.in(where.ns(), "copier", "manager/v0.0.0");
    for (String namespace : List.of(where.ns(), "default")) {
      String name = "copy-of-" + where.ns();
      Caller everywhere =
          Caller.as(operator.username(), "system:serviceaccounts", "copiers").agent("manager/v0");
      Cluster.kubectl()
          .call(
              "create",
              "rolebinding",
              name,
              "-n",
              namespace,
              "--clusterrole=edit",
              "--group=copiers");
      String path = "/api/v1/namespaces/" + namespace + "/configmaps";
      String manifest =
          """
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: %s
            annotations: {softdelete.dev/restore: "true", softdelete.dev/bypass: "true", note: stays}
          data: {a: b}
          """
              .formatted(name);

      await("the rights are in force")
          .atMost(Duration.ofSeconds(30))
          .until(() -> everywhere.create(path, manifest).ok());

      JsonNode created = Caller.administrator().get(path + "/" + name).body();
      assertThat(created.at("/metadata/annotations")).hasToString("{\"note\":\"stays\"}");
    }
  }

  private static String core(Recreation where, String resource) {
    return "/api/v1/namespaces/" + where.ns() + "/" + resource;
  }
}
