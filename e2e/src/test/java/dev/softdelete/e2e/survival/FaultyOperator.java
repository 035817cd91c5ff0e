package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;

/** The cluster's operator for a limited time, behind a proxy of the tests. */
final class FaultyOperator implements AutoCloseable {
  /** The operator of the previous test class, which may still be running. */
  private static FaultyOperator last;

  private final FaultProxy proxy;
  private final OperatorProcess process;

  private FaultyOperator(FaultProxy proxy, OperatorProcess process) {
    this.proxy = proxy;
    this.process = process;
  }

  /** Returns an operator with the settings of all tests, which is passed on from class to class. */
  static FaultyOperator begin() throws IOException {
    if (last != null && Cluster.takeUp(last.process)) {
      last.proxy.fault(Fault.NONE);
      if (!last.process.alive()) {
        last.process.start();
      }
      last.process.awaitReady();
      return last;
    }
    FaultProxy proxy = new FaultProxy(Cluster.controlPlane());
    last = operate(proxy, process(proxy));
    return last;
  }

  /** Starts a separate operator with one environment variable set. */
  static FaultyOperator begin(String variable, String value) throws IOException {
    FaultProxy proxy = new FaultProxy(Cluster.controlPlane());
    return operate(proxy, process(proxy).with(variable, value));
  }

  private static OperatorProcess process(FaultProxy proxy) throws IOException {
    return new OperatorProcess(
        proxy.kubeconfig(Cluster.installation().operatorKubeconfig()),
        Path.of("target", "operator-proxied-" + ProcessHandle.current().pid() + ".log"));
  }

  private static FaultyOperator operate(FaultProxy proxy, OperatorProcess process) {
    Cluster.operateWith(process);
    process.startReady();
    return new FaultyOperator(proxy, process);
  }

  FaultProxy proxy() {
    return proxy;
  }

  OperatorProcess process() {
    return process;
  }

  /** Starts the operator again after its death, without a fault. */
  void restart() {
    proxy.fault(Fault.NONE);
    process.start();
  }

  /** Removes the fault. The operator keeps running until a test needs another one. */
  @Override
  public void close() {
    proxy.fault(Fault.NONE);
    Cluster.handBack();
  }
}
