package dev.softdelete.controlplane;

import java.util.Set;
import java.util.TreeSet;

/** The loopback ports of one control plane. */
record Ports(int apiServer, int etcdClient, int etcdPeer) {

  /** Returns ports that were free a moment ago. */
  static Ports free() {
    Set<Integer> free = new TreeSet<>();
    while (free.size() < 3) {
      free.add(FreePort.any());
    }
    var port = free.iterator();
    return new Ports(port.next(), port.next(), port.next());
  }
}
