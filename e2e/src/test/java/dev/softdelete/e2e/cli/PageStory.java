package dev.softdelete.e2e.cli;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;

/** A cluster of its own with a shop in which people have deleted things, for the pictures. */
final class PageStory implements AutoCloseable {
  private static final String POLICY =
      """
      apiVersion: softdelete.dev/v1
      kind: SoftDeletePolicy
      metadata: {name: default}
      spec:
        resources:
        - {apiGroups: [""], resources: [namespaces, configmaps, secrets, services, serviceaccounts]}
        - {apiGroups: [apps], resources: ["*"]}
        - {apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings]}
        retention: 7d
        onRecreate: Allow
      """;

  private final ControlPlane controlPlane = ControlPlane.start();
  private final Installation installation = Installation.on(controlPlane);
  private final OperatorProcess operator =
      new OperatorProcess(
          installation.operatorKubeconfig(), Path.of("target", "page-operator.log"));

  /** Starts the cluster, and deletes. */
  PageStory() {
    operator.startReady();
    Kubectl kubectl = installation.kubectl();
    kubectl.apply(POLICY);
    kubectl.run("wait", "sdp/default", "--for=condition=Ready", "--timeout=60s");
    for (String namespace : new String[] {"shop", "payments", "staging"}) {
      kubectl.run("create", "namespace", namespace);
    }
    for (String name : new String[] {"api", "ledger", "worker"}) {
      kubectl.run(
          "create",
          "deployment",
          name,
          "-n",
          "payments",
          "--image=registry.example/" + name + ":1.4");
    }
    for (String name : new String[] {"fees", "currencies", "holidays", "limits"}) {
      kubectl.run("create", "configmap", name, "-n", "payments");
    }
    kubectl.run(
        "create",
        "secret",
        "generic",
        "database",
        "-n",
        "payments",
        "--from-literal=password=hidden");
    kubectl.run("create", "service", "clusterip", "api", "-n", "payments", "--tcp=80");
    kubectl.run("create", "role", "reader", "-n", "payments", "--verb=get", "--resource=pods");
    kubectl.run(
        "create",
        "deployment",
        "checkout",
        "-n",
        "shop",
        "--image=registry.example/checkout:2.1",
        "--replicas=3");
    kubectl.run("create", "service", "clusterip", "checkout", "-n", "shop", "--tcp=80");
    kubectl.run(
        "create",
        "configmap",
        "prices",
        "-n",
        "shop",
        "--from-literal=vat=19",
        "--from-literal=currency=EUR");
    kubectl.run(
        "create",
        "secret",
        "generic",
        "card-gateway",
        "-n",
        "shop",
        "--from-literal=key=hidden",
        "--from-literal=user=shop");
    kubectl.run(
        "create", "configmap", "feature-flags", "-n", "staging", "--from-literal=beta=true");
    as("ann@example.com").run("delete", "namespace", "payments", "--timeout=120s");
    as("bob@example.com")
        .run("delete", "configmap/prices", "secret/card-gateway", "-n", "shop", "--timeout=60s");
    as("cd-pipeline@example.com")
        .run("delete", "configmap", "feature-flags", "-n", "staging", "--timeout=60s");
    as("ann@example.com")
        .run("delete", "deployment/checkout", "service/checkout", "-n", "shop", "--timeout=60s");
    kubectl.run(
        "create",
        "configmap",
        "prices",
        "-n",
        "shop",
        "--from-literal=vat=21",
        "--from-literal=currency=EUR");
  }

  private Kubectl as(String user) {
    return installation.kubectlAs(user, "system:masters");
  }

  Page page(Window window) {
    return Page.of(controlPlane.kubeconfig(), window);
  }

  Kubectl kubectl() {
    return installation.kubectl();
  }

  @Override
  public void close() {
    operator.close();
    controlPlane.close();
  }
}
