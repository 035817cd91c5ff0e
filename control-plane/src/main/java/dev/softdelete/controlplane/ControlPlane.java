package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running control plane. It ends, and all its data with it, at {@link #close()} or with the JVM.
 *
 * <p>Kubeconfig files that it hands out live as long as it does.
 */
public final class ControlPlane implements AutoCloseable {

  private static final int ATTEMPTS = 3;

  private final Ports ports;
  private final Path kubectl;
  private final WorkDirectory work;
  private final Path logs;
  private final Access access;
  private final Servers servers;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread closeAtExit = new Thread(this::release, "control-plane-close");

  private ControlPlane(Options options, Binaries binaries) {
    ports = Ports.free();
    kubectl = binaries.get(Binary.KUBECTL);
    work = WorkDirectory.create();
    logs = options.logDirectory().map(ControlPlane::created).orElseGet(() -> work.folder("logs"));
    access = new Access(apiServerUri(), work.folder("kubeconfigs"));
    Commands commands = Commands.prepare(options, ports, access, work, logs);
    servers = new Servers(binaries, commands, work, logs, access.connection());
  }

  /** As {@link #start(Options)} with {@link Options#defaults()}. */
  public static ControlPlane start() {
    return start(Options.defaults());
  }

  /**
   * Starts a control plane and waits until it serves requests and its controllers run. The first
   * start on a machine may download or build the programs, which takes minutes.
   *
   * @throws ControlPlaneException if a program cannot be had, or a server ends or is not ready
   *     within 60 s; the message has the end of its log
   */
  public static ControlPlane start(Options options) {
    Binaries binaries = Binaries.obtain(options.version());
    for (int attempt = 1; ; attempt++) {
      try {
        return launch(options, binaries);
      } catch (PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ControlPlane launch(Options options, Binaries binaries) {
    ControlPlane controlPlane = new ControlPlane(options, binaries);
    Runtime.getRuntime().addShutdownHook(controlPlane.closeAtExit);
    try {
      controlPlane.servers.start();
      return controlPlane;
    } catch (RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI apiServerUri() {
    return ApiServerArguments.uri(ports);
  }

  /** Where etcd answers anybody on this machine. */
  public URI etcdUri() {
    return EtcdArguments.clientUri(ports);
  }

  /** The certificate of the authority that signed the API server's. */
  public String caCertificatePem() {
    return access.caPem();
  }

  /** The kubeconfig file of an administrator: a client certificate of group system:masters. */
  public Path kubeconfig() {
    return access.admin();
  }

  /** The content of {@link #kubeconfig()}. */
  public String kubeconfigYaml() {
    try {
      return Files.readString(kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A new kubeconfig file with a token of a ServiceAccount, which is valid for 24 hours.
   *
   * @throws ControlPlaneException if there is no such ServiceAccount
   */
  public Path tokenKubeconfig(String namespace, String serviceAccount) {
    return access.serviceAccount(namespace, serviceAccount);
  }

  /** A new kubeconfig file of a user with a client certificate; may do what RBAC grants it. */
  public Path userKubeconfig(String username, String... groups) {
    return access.user(username, List.of(groups));
  }

  /** The kubectl of the control plane's version. */
  public Path kubectl() {
    return kubectl;
  }

  /** Where each server's log is, and the audit log {@code audit.log}. */
  public Path logs() {
    return logs;
  }

  /** Returns when the API server has stopped; one that ignores TERM for 20 s is killed. */
  public void stopApiServer(Signal signal) {
    servers.stopApiServer(signal);
  }

  /**
   * Starts a stopped API server at the same address, and waits until it is ready.
   *
   * @throws ControlPlaneException as {@link #start(Options)}
   */
  public void startApiServer() {
    servers.startApiServer();
  }

  /** As {@link #stopApiServer(Signal)}, then {@link #startApiServer()}. */
  public void restartApiServer(Signal signal) {
    stopApiServer(signal);
    startApiServer();
  }

  /**
   * Makes etcd forget all but the current revision, and returns that revision. The API server's own
   * cache may still serve older ones: restart it as well, and a watch from before answers 410 Gone.
   */
  public long compactEtcd() {
    return EtcdHistory.compact(EtcdArguments.clientUri(ports));
  }

  /** Kills the servers and deletes their data. Closing twice is harmless. */
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds nothing left to do.
    }
  }

  private void release() {
    if (closed.compareAndSet(false, true)) {
      servers.close();
      access.close();
      work.close();
    }
  }
}
