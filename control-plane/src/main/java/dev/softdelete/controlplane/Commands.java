package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The command line arguments of the three servers. */
record Commands(List<String> etcd, List<String> apiServer, List<String> controllerManager) {

  private static final String CONTROLLER_MANAGER_USER = "system:kube-controller-manager";

  /** Prepares the arguments, and writes the files that they refer to. */
  static Commands prepare(
      Options options, Ports ports, Access access, WorkDirectory work, Path logs) {
    Pki pki = Pki.write(work.folder("pki"), access.authority());
    Path controllerManager = access.user(CONTROLLER_MANAGER_USER, List.of());
    return new Commands(
        EtcdArguments.of(ports, work.path().resolve("etcd")),
        ApiServerArguments.of(options, ports, pki, logs),
        ControllerManagerArguments.of(options, pki, controllerManager));
  }
}
