package dev.softdelete.e2e;

import dev.softdelete.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Shows the whole product on its own control plane. With {@code --once}, the demo ends by itself.
 */
public final class Demo {
  private static final String POLICY =
      """
      apiVersion: softdelete.dev/v1
      kind: SoftDeletePolicy
      metadata: {name: default}
      spec:
        resources:
        - {apiGroups: ["apps"], resources: ["deployments"]}
        - {apiGroups: [""], resources: ["configmaps", "secrets", "services"]}
        retention: 48h
        retentionBounds: {min: 3s, max: 90d}
      """;
  private static final String SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.29"}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: prices, namespace: shop, labels: {app: web}}
      data: {apple: "0.30", pear: "0.45"}
      """;

  private final Narrator narrator = new Narrator(System.out);
  private final Installation installation;
  private final OperatorProcess operator;
  private final Kubectl kubectl;

  private Demo(ControlPlane controlPlane, Path log) {
    this.installation = Installation.on(controlPlane);
    this.operator = new OperatorProcess(installation.operatorKubeconfig(), log);
    this.kubectl = installation.kubectl();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean once = List.of(args).contains("--once");
    Path log = Files.createTempFile("soft-delete-operator", ".log");
    System.out.println(
        "Starting a throwaway control plane: etcd, kube-apiserver, kube-controller-manager.");
    try (ControlPlane controlPlane = ControlPlane.start()) {
      var demo = new Demo(controlPlane, log);
      demo.tell();
      if (!once) {
        System.out.printf(
            "%nIt stays up. Try it yourself:%n  export KUBECONFIG=%s%n  %s get deleted -A%nThe"
                + " operator's log: %s%nCtrl-C ends it.%n",
            controlPlane.kubeconfig(), controlPlane.kubectl(), log);
        new CountDownLatch(1).await();
      }
      demo.operator.close();
    }
  }

  private void tell() {
    narrator.say("CRDs and chart are installed.");
    operator.startReady();
    narrator.say("The operator runs under the chart's own ServiceAccount.");
    protect();
    delete();
    restore();
    purge();
    survive();
    narrator.chapter("That is all.");
  }

  private void protect() {
    narrator.chapter("1. A policy: what is deleted stays restorable for 48 hours");
    kubectl.apply(POLICY);
    narrator.show(kubectl, "wait", "sdp/default", "--for=condition=Ready", "--timeout=60s");
    narrator.show(kubectl, "get", "sdp");
    kubectl.run("create", "namespace", "shop");
    kubectl.apply(SHOP);
    narrator.show(kubectl, "get", "deployments,services,configmaps", "-n", "shop", "-l", "app=web");
  }

  private void delete() {
    narrator.chapter("2. Somebody deletes the application");
    narrator.show(
        kubectl, "delete", "deployments,services,configmaps", "-n", "shop", "-l", "app=web");
    narrator.showRefused(kubectl, "get", "deployment", "web", "-n", "shop");
    narrator.say("Gone from normal reads; listed among the deleted:");
    narrator.show(kubectl, "get", "deleted", "-n", "shop");
  }

  private void restore() {
    narrator.chapter("3. One command brings it back, as it was");
    narrator.show(
        kubectl,
        "annotate",
        "deleted",
        "-n",
        "shop",
        "-l",
        "app=web",
        "softdelete.dev/restore=true");
    narrator.show(
        kubectl,
        "wait",
        "deleted",
        "-n",
        "shop",
        "-l",
        "app=web",
        "--for=condition=Restored",
        "--timeout=60s");
    narrator.show(kubectl, "get", "deployments,services,configmaps", "-n", "shop", "-l", "app=web");
    narrator.show(kubectl, "get", "configmap", "prices", "-n", "shop", "-o", "jsonpath={.data}");
  }

  private void purge() {
    narrator.chapter("4. Retention ends, or somebody with the permission ends it");
    narrator.show(
        kubectl, "annotate", "configmap", "prices", "-n", "shop", "softdelete.dev/retention=5s");
    narrator.show(kubectl, "delete", "configmap", "prices", "-n", "shop");
    String record =
        kubectl.run(
            "get", "deleted", "-n", "shop", "-o", "name", "--field-selector=status.state=DELETED");
    narrator.show(kubectl, "get", "deleted", "-n", "shop", "--field-selector=status.state=DELETED");
    narrator.show(kubectl, "wait", record.trim(), "-n", "shop", "--for=delete", "--timeout=60s");
    narrator.say("Its five seconds are over: record and snapshot are gone for good.");
    kubectl.run("create", "secret", "generic", "token", "-n", "shop", "--from-literal=t=1");
    narrator.show(kubectl, "delete", "secret", "token", "-n", "shop");
    narrator.show(
        kubectl, "delete", "deleted", "-n", "shop", "--field-selector=spec.resource.name=token");
  }

  private void survive() {
    narrator.chapter("5. Nothing is lost while the operator is down");
    operator.kill();
    narrator.say("kill -9 of the operator.");
    narrator.show(kubectl, "delete", "service", "web", "-n", "shop", "--wait=false");
    narrator.say("The finalizer holds the Service. The operator starts again:");
    operator.startReady();
    awaitGone("service", "web");
    narrator.show(kubectl, "get", "deleted", "-n", "shop", "--field-selector=status.state=DELETED");
  }

  private void awaitGone(String kind, String name) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (kubectl.call("get", kind, name, "-n", "shop").ok()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(kind + " " + name + " is still there");
      }
    }
  }
}
