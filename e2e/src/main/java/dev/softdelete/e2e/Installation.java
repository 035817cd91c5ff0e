package dev.softdelete.e2e;

import com.marcnuri.helm.Helm;
import dev.softdelete.controlplane.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The CRDs and the chart on a control plane, by the commands of the README. */
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
   * Installs both; the chart's Deployment has no node to run on, so the operator runs as a process.
   */
  public static Installation on(ControlPlane controlPlane) {
    return on(controlPlane, new ProcessPerCommand());
  }

  /**
   * The same.
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

  /** The API server acts on new admission policies after a second or two. */
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

  /** As the cluster's administrator. */
  public Kubectl kubectl() {
    return new Kubectl(controlPlane.kubectl(), controlPlane.kubeconfig(), commands);
  }

  /** As somebody else. */
  public Kubectl kubectlAs(String username, String... groups) {
    return kubectl().of(controlPlane.userKubeconfig(username, groups));
  }

  /** The credentials of the chart's ServiceAccount. */
  public Path operatorKubeconfig() {
    return controlPlane.tokenKubeconfig(NAMESPACE, SERVICE_ACCOUNT);
  }
}
