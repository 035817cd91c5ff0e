package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The three servers, which are started in order and stopped together. */
final class Servers implements AutoCloseable {

  private final Binaries binaries;
  private final Commands commands;
  private final WorkDirectory work;
  private final Path logs;
  private final HttpConnection api;

  private ServerProcess etcd;
  private ServerProcess apiServer;
  private ServerProcess controllerManager;

  Servers(Binaries binaries, Commands commands, WorkDirectory work, Path logs, HttpConnection api) {
    this.binaries = binaries;
    this.commands = commands;
    this.work = work;
    this.logs = logs;
    this.api = api;
  }

  synchronized void start() {
    etcd = start(Binary.ETCD, commands.etcd());
    startApiServer();
    controllerManager = start(Binary.CONTROLLER_MANAGER, commands.controllerManager());
    Await.ready(controllerManager, this::defaultNamespaceIsUsable);
  }

  // A new namespace needs these objects before a Pod can be created in it.
  private boolean defaultNamespaceIsUsable() {
    return api.answers("/api/v1/namespaces/default/serviceaccounts/default")
        && api.answers("/api/v1/namespaces/default/configmaps/kube-root-ca.crt");
  }

  synchronized void startApiServer() {
    if (apiServer != null && apiServer.isAlive()) {
      return;
    }
    apiServer = start(Binary.API_SERVER, commands.apiServer());
    // The API server itself waits for etcd, but it would wait long for an etcd that has ended.
    Await.ready(apiServer, () -> api.answers("/readyz") || !etcd.isAlive());
    Await.ready(etcd, () -> api.answers("/readyz"));
  }

  synchronized void stopApiServer(Signal signal) {
    apiServer.stop(signal);
  }

  private ServerProcess start(Binary binary, List<String> arguments) {
    return ServerProcess.start(binaries.get(binary), binary.fileName(), arguments, work, logs);
  }

  @Override
  public synchronized void close() {
    for (ServerProcess server : new ServerProcess[] {controllerManager, apiServer, etcd}) {
      if (server != null) {
        server.stop(Signal.KILL);
      }
    }
  }
}
