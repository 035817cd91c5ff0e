package dev.softdelete.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The command line of etcd. */
final class EtcdArguments {

  private static final long QUOTA_BYTES = 8L << 30;

  private EtcdArguments() {}

  static URI clientUri(Ports ports) {
    return URI.create("http://127.0.0.1:" + ports.etcdClient());
  }

  static List<String> of(Ports ports, Path data) {
    String peer = "http://127.0.0.1:" + ports.etcdPeer();
    return List.of(
        "--name=default",
        "--data-dir=" + data,
        "--listen-client-urls=" + clientUri(ports),
        "--advertise-client-urls=" + clientUri(ports),
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        // The data is deleted at the end of the process anyway.
        "--unsafe-no-fsync",
        "--quota-backend-bytes=" + QUOTA_BYTES,
        "--log-level=warn");
  }
}
