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
 * The policy refuses people. The requests are those of cert-manager, CloudNativePG,
 * prometheus-operator, and the leader lock of the Operator SDK.
 */
class ControllersTest {
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: %1$s.%2$s}
      spec:
        group: %2$s
        names: {plural: %1$s, singular: %4$s, kind: %3$s, listKind: %3$sList}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  enum Answer {
    Allow,
    Restore,
    Reject
  }

  @BeforeAll
  static void parents() {
    Cluster.kubectl()
        .apply(CRD.formatted("prometheuses", "monitoring.coreos.com", "Prometheus", "prometheus"));
    Cluster.kubectl().apply(CRD.formatted("clusters", "postgresql.cnpg.io", "Cluster", "cluster"));
    Cluster.kubectl()
        .run(
            "wait",
            "crd/prometheuses.monitoring.coreos.com",
            "crd/clusters.postgresql.cnpg.io",
            "--for=condition=Established",
            "--timeout=60s");
  }

  @ParameterizedTest
  @EnumSource
  void certManagerIssuesASecretAgain(Answer answer) {
    Recreation where = under(answer);
    var certManager = ControllerClient.in(where.ns(), "cert-manager", "cert-manager-controller/v1");
    String path = core(where, "secrets") + "/shop-tls";
    assertThat(issue(certManager, path, "b2xk").ok()).isTrue();
    where.delete("secret", "shop-tls");

    Caller.Answer created = issue(certManager, path, "bmV3");

    assertAnswered(where, answer, created, "Secret", "shop-tls");
    if (answer != Answer.Reject) {
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
  void cloudNativePgStartsItsPodAgain(Answer answer) {
    Recreation where = under(answer);
    String owner = owner(where, "postgresql.cnpg.io", "clusters", "Cluster", "pg-main");
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

    assertAnswered(where, answer, created, "Pod", "pg-main-1");
  }

  @ParameterizedTest
  @EnumSource
  void aLeaderLockIsTakenAgain(Answer answer) {
    Recreation where = under(answer);
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

    assertAnswered(where, answer, taken, "ConfigMap", "memcached-lock");
  }

  /** It deletes its StatefulSet when an immutable field changes. Helm's annotations are copies. */
  @ParameterizedTest
  @EnumSource(names = {"Allow", "Reject"})
  void prometheusOperatorReplacesItsOwnStatefulSet(Answer answer) {
    Recreation where = under(answer);
    String owner = owner(where, "monitoring.coreos.com", "prometheuses", "Prometheus", "main");
    var operator =
        ControllerClient.in(where.ns(), "prometheus-operator", "PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(operator.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    operator.delete(path + "/prometheus-main", "{propagationPolicy: Foreground}");
    awaitDeletedBy(where, operator, "prometheus-main");

    Caller.Answer created = operator.create(path, statefulSet(owner, "prometheus-new"));

    assertThat(created.ok()).as(created.toString()).isTrue();
    assertThat(created.body().at("/spec/serviceName").asText()).isEqualTo("prometheus-new");
    assertThat(where.states("prometheus-main")).containsExactly("DELETED");
  }

  /**
   * The replica that heard the delete may write down who sent it after another wrote the record.
   */
  private static void awaitDeletedBy(Recreation where, ControllerClient who, String name) {
    await(who.username() + " is known to have deleted it")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(where.records(name).getLast().at("/spec/deletedBy/username").asText())
                    .isEqualTo(who.username()));
  }

  @Test
  void underRestoreAStatefulSetKeepsItsImmutableField() {
    Recreation where = under(Answer.Restore);
    String owner = owner(where, "monitoring.coreos.com", "prometheuses", "Prometheus", "main");
    var operator =
        ControllerClient.in(where.ns(), "prometheus-operator", "PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(operator.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    operator.delete(path + "/prometheus-main", "{propagationPolicy: Foreground}");

    Caller.Answer created = operator.create(path, statefulSet(owner, "prometheus-new"));

    assertThat(created.body().at("/spec/serviceName").asText()).isEqualTo("prometheus-operated");
    await("the event")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(where.events("prometheus-main")).contains("NotApplied: "));
  }

  @Test
  void whatAPersonDeletesIsRefusedToItsOperatorUnderReject() {
    Recreation where = under(Answer.Reject);
    String owner = owner(where, "monitoring.coreos.com", "prometheuses", "Prometheus", "main");
    var operator =
        ControllerClient.in(where.ns(), "prometheus-operator", "PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(operator.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    where.delete("statefulset", "prometheus-main");

    Caller.Answer created = operator.create(path, statefulSet(owner, "prometheus-operated"));

    assertAnswered(where, Answer.Reject, created, "StatefulSet", "prometheus-main");
  }

  @Test
  void anOperatorThatRunsWithTheRightsOfAPersonIsKnownByTheOwner() {
    Recreation where = under(Answer.Allow);
    String owner = owner(where, "monitoring.coreos.com", "prometheuses", "Prometheus", "main");
    Caller developer = Caller.administrator().agent("PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(developer.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    where.delete("statefulset", "prometheus-main");

    Caller.Answer created = developer.create(path, statefulSet(owner, "prometheus-operated"));

    assertThat(created.ok()).as(created.toString()).isTrue();
  }

  @Test
  void aToolIsAnsweredAsAPersonWhateverItsServiceAccount() {
    Recreation where = under(Answer.Allow);
    var flux = ControllerClient.in(where.ns(), "kustomize-controller", "kustomize-controller/v1");
    String configMap = where.configMap("prices", "{apple: \"1\"}");
    assertThat(flux.create(core(where, "configmaps"), configMap).ok()).isTrue();
    where.delete("configmap", "prices");

    Caller.Answer created = flux.create(core(where, "configmaps"), configMap);

    assertThat(created.code()).isEqualTo(409);
    assertThat(created.message()).endsWith(where.refusal("ConfigMap", "prices"));
  }

  @Test
  void annotationsThatAControllerCopiesAreTakenOff() {
    Recreation where = under(Answer.Allow);
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

  private static void assertAnswered(
      Recreation where, Answer answer, Caller.Answer created, String kind, String name) {
    switch (answer) {
      case Allow -> {
        assertThat(created.ok()).as(created.toString()).isTrue();
        assertThat(where.states(name)).containsExactly("DELETED");
      }
      case Restore -> {
        assertThat(created.ok()).as(created.toString()).isTrue();
        where.awaitRestored(name);
      }
      case Reject -> {
        assertThat(created.code()).isEqualTo(409);
        assertThat(created.message())
            .contains(where.taken(kind, name))
            .contains("set onControllerRecreate: Allow in softdeletepolicy ");
        assertThat(where.states(name)).containsExactly("DELETED");
      }
    }
  }

  private static Recreation under(Answer answer) {
    return new Recreation(
        Cluster.namespaceUnderSharedPolicy(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets, pods]}
              - {apiGroups: [apps], resources: [statefulsets]}
              onRecreate: Reject
              onControllerRecreate: %s
            """
                .formatted(answer)),
        Cluster.kubectl());
  }

  private static String core(Recreation where, String resource) {
    return "/api/v1/namespaces/" + where.ns() + "/" + resource;
  }

  /** Creates the parent, and returns the reference to it. */
  private static String owner(
      Recreation where, String group, String plural, String kind, String name) {
    String path = "/apis/" + group + "/v1/namespaces/" + where.ns() + "/" + plural;
    Caller.Answer parent =
        Caller.administrator()
            .create(
                path,
                "{apiVersion: %s/v1, kind: %s, metadata: {name: %s}}".formatted(group, kind, name));
    assertThat(parent.ok()).as(parent.toString()).isTrue();
    return "{apiVersion: %s/v1, kind: %s, name: %s, uid: %s, controller: true, blockOwnerDeletion: true}"
        .formatted(group, kind, name, parent.body().at("/metadata/uid").asText());
  }

  private static String statefulSet(String owner, String serviceName) {
    return """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: prometheus-main
      labels: {managed-by: prometheus-operator, app.kubernetes.io/managed-by: Helm}
      annotations:
        meta.helm.sh/release-name: monitoring
        meta.helm.sh/release-namespace: monitoring
        prometheus-operator-input-hash: "1234"
      ownerReferences: [%s]
    spec:
      replicas: 0
      podManagementPolicy: Parallel
      serviceName: %s
      selector: {matchLabels: {prometheus: main}}
      template:
        metadata: {labels: {prometheus: main}}
        spec: {containers: [{name: prometheus, image: x}]}
    """
        .formatted(owner, serviceName);
  }
}
