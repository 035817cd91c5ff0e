package dev.softdelete.controlplane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one control plane. */
record Ports(int apiServer, int etcdClient, int etcdPeer) {

  // Below the range of ephemeral ports. Otherwise a client that repeatedly tries to reach a stopped
  // server would at some point get the server's own port.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  /** Returns ports that were free a moment ago. */
  static Ports free() {
    Set<Integer> free = new TreeSet<>();
    while (free.size() < 3) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(candidate)) {
        free.add(candidate);
      }
    }
    var port = free.iterator();
    return new Ports(port.next(), port.next(), port.next());
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
