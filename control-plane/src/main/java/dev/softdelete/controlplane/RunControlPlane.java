package dev.softdelete.controlplane;

import java.util.concurrent.CountDownLatch;

/** Runs a control plane until Ctrl-C, for debugging. */
public final class RunControlPlane {

  private RunControlPlane() {}

  public static void main(String[] args) throws InterruptedException {
    try (ControlPlane controlPlane = ControlPlane.start()) {
      System.out.printf(
          """
          export KUBECONFIG=%s
          kubectl: %s
          logs:    %s
          Ctrl-C ends it.
          """,
          controlPlane.kubeconfig(), controlPlane.kubectl(), controlPlane.logs());
      new CountDownLatch(1).await();
    }
  }
}
