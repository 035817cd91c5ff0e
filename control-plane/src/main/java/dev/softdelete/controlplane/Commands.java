package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The arguments of the three servers. */
record Commands(List<String> etcd, List<String> apiServer, List<String> controllerManager) {

  private static final String CONTROLLER_MANAGER_USER = "system:kube-controller-manager";

  /** Writes the files that the arguments name, too. */
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
