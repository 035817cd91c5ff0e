package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * prometheus-operator and its StatefulSet, which it deletes and creates anew, under each answer of
 * {@code onControllerRecreate}. The policy refuses people.
 */
class PrometheusOperatorTest {
  private static final ParentKind PROMETHEUS =
      new ParentKind("monitoring.coreos.com", "prometheuses", "Prometheus");

  @BeforeAll
  static void define() {
    PROMETHEUS.define();
  }

  /** It deletes its StatefulSet when an immutable field changes. Helm's annotations are copies. */
  @ParameterizedTest
  @EnumSource(names = {"Allow", "Reject"})
  void prometheusOperatorReplacesItsOwnStatefulSet(ControllerAnswer answer) {
    Recreation where = answer.inForce();
    String owner = PROMETHEUS.reference(where, "main");
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
  void underRestoreANewValueOfAnImmutableFieldIsRefused() {
    Recreation where = ControllerAnswer.Restore.inForce();
    String owner = PROMETHEUS.reference(where, "main");
    var operator =
        ControllerClient.in(where.ns(), "prometheus-operator", "PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(operator.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    operator.delete(path + "/prometheus-main", "{propagationPolicy: Foreground}");

    Caller.Answer created = operator.create(path, statefulSet(owner, "prometheus-new"));

    assertThat(created.code()).isEqualTo(409);
    assertThat(created.message()).contains("this manifest changes spec.serviceName");
    assertThat(where.states("prometheus-main")).containsExactly("DELETED");
  }

  @Test
  void whatAPersonDeletesIsRefusedToItsOperatorUnderReject() {
    Recreation where = ControllerAnswer.Reject.inForce();
    String owner = PROMETHEUS.reference(where, "main");
    var operator =
        ControllerClient.in(where.ns(), "prometheus-operator", "PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(operator.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    where.delete("statefulset", "prometheus-main");

    Caller.Answer created = operator.create(path, statefulSet(owner, "prometheus-operated"));

    ControllerAnswer.Reject.assertGiven(where, created, "StatefulSet", "prometheus-main");
  }

  @Test
  void anOperatorThatRunsWithTheRightsOfAPersonIsKnownByTheOwner() {
    Recreation where = ControllerAnswer.Allow.inForce();
    String owner = PROMETHEUS.reference(where, "main");
    Caller developer = Caller.administrator().agent("PrometheusOperator/0.87.0");
    String path = "/apis/apps/v1/namespaces/" + where.ns() + "/statefulsets";
    assertThat(developer.create(path, statefulSet(owner, "prometheus-operated")).ok()).isTrue();
    where.delete("statefulset", "prometheus-main");

    Caller.Answer created = developer.create(path, statefulSet(owner, "prometheus-operated"));

    assertThat(created.ok()).as(created.toString()).isTrue();
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
