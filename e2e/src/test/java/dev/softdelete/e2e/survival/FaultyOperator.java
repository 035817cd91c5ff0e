package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Path;

/** The cluster's operator for a while, behind a proxy of ours. */
final class FaultyOperator implements AutoCloseable {
  /** The one of the class before, which may still be running. */
  private static FaultyOperator last;

  private final FaultProxy proxy;
  private final OperatorProcess process;

  private FaultyOperator(FaultProxy proxy, OperatorProcess process) {
    this.proxy = proxy;
    this.process = process;
  }

  /** One with the settings of all tests, which goes from class to class. */
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

  /** One of its own, with a variable of its environment set. */
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

  /** Starts it again after its death, without a fault. */
  void restart() {
    proxy.fault(Fault.NONE);
    process.start();
  }

  /** It goes on, without a fault, until another operator is needed. */
  @Override
  public void close() {
    proxy.fault(Fault.NONE);
    Cluster.handBack();
  }
}
