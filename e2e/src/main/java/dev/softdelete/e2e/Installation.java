package dev.softdelete.e2e;

import com.marcnuri.helm.Helm;
import dev.softdelete.controlplane.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The CRDs and the chart, installed on a control plane with the commands of the README. */
public final class Installation {
  public static final String NAMESPACE = "soft-delete-system";
  public static final String SERVICE_ACCOUNT = "soft-delete-operator";
  public static final String RELEASE = "soft-delete";
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(30);

  private final ControlPlane controlPlane;
  private final Kubectl.Commands commands;

  private Installation(ControlPlane controlPlane, Kubectl.Commands commands) {
    this.controlPlane = controlPlane;
    this.commands = commands;
  }

  /**
   * Installs the CRDs and the chart. The chart's Deployment has no node to run on, so the operator
   * runs as a process.
   */
  public static Installation on(ControlPlane controlPlane) {
    return on(controlPlane, new ProcessPerCommand());
  }

  /**
   * Installs the CRDs and the chart, as {@link #on(ControlPlane)} does.
   *
   * @param commands how kubectl is run
   */
  public static Installation on(ControlPlane controlPlane, Kubectl.Commands commands) {
    var installation = new Installation(controlPlane, commands);
    installation.kubectl().run("apply", "--server-side", "-f", Repository.file("crds").toString());
    new Helm(Repository.file("helm/soft-delete-operator"))
        .install()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .createNamespace()
        .withKubeConfig(controlPlane.kubeconfig())
        .call();
    installation.awaitGuard();
    return installation;
  }

  /**
   * Waits until the chart's admission policies are in force. The API server acts on a new policy
   * only after a second or two.
   */
  private void awaitGuard() {
    Instant deadline = Instant.now().plus(IN_FORCE_WITHIN);
    String crd = "customresourcedefinition/deletedresources.softdelete.dev";
    while (kubectl().call("delete", crd, "--dry-run=server").ok()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the chart's admission policies are not in force");
      }
    }
  }

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Returns a client for the cluster's administrator. */
  public Kubectl kubectl() {
    return new Kubectl(controlPlane.kubectl(), controlPlane.kubeconfig(), commands);
  }

  /** Returns a client for another user. */
  public Kubectl kubectlAs(String username, String... groups) {
    return kubectl().of(controlPlane.userKubeconfig(username, groups));
  }

  /** Returns a kubeconfig with the credentials of the chart's ServiceAccount. */
  public Path operatorKubeconfig() {
    return controlPlane.tokenKubeconfig(NAMESPACE, SERVICE_ACCOUNT);
  }
}
