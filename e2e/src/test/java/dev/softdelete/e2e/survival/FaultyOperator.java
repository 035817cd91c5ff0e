package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The cluster's operator for a while, behind a proxy of ours. */
final class FaultyOperator implements AutoCloseable {
  private final FaultProxy proxy;
  private final OperatorProcess process;

  FaultyOperator() throws IOException {
    proxy = new FaultProxy(Cluster.controlPlane());
    process =
        new OperatorProcess(
            proxy.kubeconfig(Cluster.installation().operatorKubeconfig()),
            Path.of("target", "operator-proxied.log"));
    Cluster.operateWith(Optional.of(process));
    process.startReady();
  }

  FaultProxy proxy() {
    return proxy;
  }

  OperatorProcess process() {
    return process;
  }

  /** Starts it again after its death, without a fault. */
  void restart() {
    proxy.fault(Fault.NONE);
    process.start();
  }

  @Override
  public void close() throws IOException {
    Cluster.operateWith(Optional.empty());
    proxy.close();
  }
}
