package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An object that refuses the operator's updates delays its own deletion, but nothing is lost. */
@Tag("delivery")
class StuckObjectTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: ["*"], resources: [configmaps, deployments, gadgets]}]
          """);

  /**
   * Deletes other policies, because an object that another policy also covers is not counted as
   * waiting for the end of this policy.
   */
  @BeforeAll
  static void noOtherPolicies() {
    Cluster.deletePolicies();
  }

  @AfterEach
  void uncover() {
    repairWebhook();
    Policies.abandon(ns);
    CustomKinds.remove(ns);
  }

  @Test
  void aDeadWebhookIsReportedAndItsObjectReleasedOnceItIsGone() {
    Objects.configMap(ns, "held");
    breakWebhook("", "configmaps");

    kubectl.run("delete", "cm", "held", "-n", ns, "--wait=false");

    awaitStuck("held");
    assertThat(stuck(".resource", ".namespace", ".reason"))
        .isEqualTo("configmaps " + ns + " ReleaseRefused");
    assertThat(stuck(".message"))
        .contains("It is saved", "failed calling webhook", "Repair", "docs/runbook.md");
    assertThat(Policies.ready(ns, "message")).contains("1 object(s) need attention");
    assertThat(Policies.status(ns, "counts.stuck")).isEqualTo("1");

    kubectl.run("delete", "sdp", ns, "--wait=false");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(Policies.ready(ns, "reason")).isEqualTo("Ending"));
    assertThat(Policies.ready(ns, "message")).contains("1 deleted object(s) wait to be saved");

    repairWebhook();
    kubectl.run("wait", "cm/held", "-n", ns, "--for=delete", "--timeout=60s");
    assertThat(Objects.record(ns, "held", ".status.state")).isEqualTo("DELETED");
    kubectl.run("wait", "sdp/" + ns, "--for=delete", "--timeout=60s");
  }

  @Test
  void whatHasAStatusIsReleasedThroughIt() {
    kubectl.run("create", "deployment", "web", "-n", ns, "--image=none", "--replicas=0");
    breakWebhook("apps", "deployments");

    Objects.delete("deployment", "web", "-n", ns);

    assertThat(Objects.record(ns, "web", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void aSchemaThatGrewStricterHoldsNothingUp() {
    CustomKinds.define(ns);
    CustomKinds.create(ns, ns, "loose");
    CustomKinds.define(
        ns, "{type: object, required: [colour], properties: {colour: {type: string}}}", "");

    Objects.delete(CustomKinds.type(ns), "loose", "-n", ns);

    assertThat(Objects.record(ns, "loose", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void aSchemaThatForbidsEveryUpdateIsReportedAndTheObjectReleasedOnceItIsRepaired() {
    CustomKinds.define(ns);
    CustomKinds.create(ns, ns, "frozen");
    CustomKinds.define(
        ns,
        "{type: object, properties: {size: {type: integer}}, x-kubernetes-validations:"
            + " [{rule: 'self.size != oldSelf.size', message: nothing may change}]}",
        "");

    kubectl.run("delete", CustomKinds.type(ns), "frozen", "-n", ns, "--wait=false");

    awaitStuck("frozen");
    assertThat(stuck(".message")).contains("nothing may change");
    CustomKinds.define(ns);
    kubectl.run(
        "wait", CustomKinds.type(ns) + "/frozen", "-n", ns, "--for=delete", "--timeout=60s");
    assertThat(Objects.record(ns, "frozen", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void whatCannotBeSweptIsReportedAndProtectedOnceItCan() {
    Objects.configMap(ns, "unswept");
    String other = Objects.namespace();
    Objects.configMap(other, "unswept");
    breakWebhook("", "configmaps");

    Policies.apply(
        other,
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          namespaceSelector: {matchLabels: {test: %s}}
        """
            .formatted(other));
    Policies.await(other, "Ready", "60s");
    assertThat(Policies.status(other, "stuck[?(@.name=='unswept')].reason"))
        .isEqualTo("UpdateRefused");

    repairWebhook();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(Objects.finalizers("cm", "unswept", "-n", other))
                    .contains(Objects.RETAIN));
    Policies.abandon(other);
  }

  private void awaitStuck(String name) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(stuck(".name")).isEqualTo(name));
  }

  private String stuck(String... fields) {
    return String.join(
        " ",
        java.util.Arrays.stream(fields)
            .map(field -> Policies.status(ns, "stuck[*]" + field))
            .toList());
  }

  /**
   * Breaks updates by a webhook on a port where no program listens. The webhook matches only
   * updates in namespaces of the tests.
   */
  private void breakWebhook(String group, String resource) {
    kubectl.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: dead-%1$s}
        webhooks:
        - name: dead.example.com
          clientConfig: {url: "https://127.0.0.1:1/"}
          rules:
          - {apiGroups: ["%2$s"], apiVersions: ["*"], operations: [UPDATE], resources: ["%3$s"]}
          namespaceSelector:
            matchExpressions: [{key: test, operator: Exists}]
          sideEffects: None
          failurePolicy: Fail
          timeoutSeconds: 2
          admissionReviewVersions: [v1]
        """
            .formatted(ns, group, resource));
    String kind = resource.substring(0, resource.length() - 1);
    kubectl.run(
        "create",
        kind,
        "probe",
        "-n",
        ns,
        kind.equals("deployment") ? "--image=x" : "--from-literal=a=b");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> !kubectl.call("label", kind, "probe", "-n", ns, "x=y", "--dry-run=server").ok());
  }

  private void repairWebhook() {
    kubectl.run("delete", "validatingwebhookconfiguration", "dead-" + ns, "--ignore-not-found");
  }
}
