package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running control plane. It ends and its data is deleted at {@link #close()} or when the JVM
 * ends.
 *
 * <p>Its kubeconfig files exist as long as the control plane itself.
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

  /** Starts a control plane with {@link Options#defaults()}. */
  public static ControlPlane start() {
    return start(Options.defaults());
  }

  /**
   * Starts a control plane and waits until it serves requests and its controllers run. The first
   * start on a machine may download or build the programs, which takes minutes.
   *
   * @throws ControlPlaneException if a program cannot be obtained, or if a server ends or is not
   *     ready within 60 s; the message contains the end of its log
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

  /**
   * Returns the address of etcd, which serves every process on this machine without authentication.
   */
  public URI etcdUri() {
    return EtcdArguments.clientUri(ports);
  }

  /** Returns the certificate of the authority that signed the API server's certificate. */
  public String caCertificatePem() {
    return access.caPem();
  }

  /**
   * Returns the kubeconfig file of an administrator, with a client certificate of group
   * system:masters.
   */
  public Path kubeconfig() {
    return access.admin();
  }

  /** Returns the content of {@link #kubeconfig()}. */
  public String kubeconfigYaml() {
    try {
      return Files.readString(kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a new kubeconfig file with a token of a ServiceAccount. The token is valid for 24
   * hours.
   *
   * @throws ControlPlaneException if the ServiceAccount does not exist
   */
  public Path tokenKubeconfig(String namespace, String serviceAccount) {
    return access.serviceAccount(namespace, serviceAccount);
  }

  /**
   * Returns a new kubeconfig file with a client certificate of a user, who may do only what RBAC
   * grants.
   */
  public Path userKubeconfig(String username, String... groups) {
    return access.user(username, List.of(groups));
  }

  /** Returns the kubectl of the control plane's version. */
  public Path kubectl() {
    return kubectl;
  }

  /** Returns the folder with each server's log and the audit log {@code audit.log}. */
  public Path logs() {
    return logs;
  }

  /**
   * Stops the API server and returns when it has ended. A server that ignores TERM for 20 s is
   * killed.
   */
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

  /** Calls {@link #stopApiServer(Signal)}, then {@link #startApiServer()}. */
  public void restartApiServer(Signal signal) {
    stopApiServer(signal);
    startApiServer();
  }

  /**
   * Makes etcd discard all revisions except the current one, and returns the current revision. The
   * API server's own cache may still serve older revisions. After a restart of the API server, an
   * older watch answers 410 Gone.
   */
  public long compactEtcd() {
    return EtcdHistory.compact(EtcdArguments.clientUri(ports));
  }

  /** Kills the servers and deletes their data. A second close does nothing. */
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException e) {
      // The JVM is already ending, and the shutdown hook finds nothing left to do.
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
