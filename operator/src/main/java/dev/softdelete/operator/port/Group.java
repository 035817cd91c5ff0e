package dev.softdelete.operator.port;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one group of callers takes of its room. */
final class Group {
  private final Limits.Room room;
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private final Set<Peer> paused = new HashSet<>();
  private long bodyBytes;
  private int connections;
  private int working;

  Group(Limits.Room room) {
    this.room = room;
  }

  Map<InetAddress, Integer> byAddress() {
    return byAddress;
  }

  boolean full() {
    return connections >= room.connections();
  }

  boolean overfull() {
    return connections > room.connections();
  }

  boolean holdsTooMuch() {
    return bodyBytes > room.bodyBytes();
  }

  boolean works() {
    return working > 0;
  }

  boolean mostlyWorks() {
    return working > room.connections() / 2;
  }

  void enter(Peer peer, Place place) {
    connections++;
    byAddress.merge(peer.address(), 1, Integer::sum);
    bodyBytes += place.bodyBytes;
    working += place.waits() ? 0 : 1;
    place.group = this;
  }

  void leave(Peer peer, Place place) {
    connections--;
    byAddress.computeIfPresent(peer.address(), (_, count) -> count == 1 ? null : count - 1);
    working -= place.waits() ? 0 : 1;
    paused.remove(peer);
    hold(-place.bodyBytes);
  }

  void turn(Place place, Place.State next) {
    working += (place.waits() ? 0 : -1) + (next == Place.State.WORKING ? 1 : 0);
    place.state = next;
  }

  /** Counts bytes of bodies. Where there is room again, those who had to wait are read on. */
  void hold(long bytes) {
    bodyBytes += bytes;
    if (!paused.isEmpty() && !holdsTooMuch()) {
      List<Peer> waiting = new ArrayList<>(paused);
      paused.clear();
      waiting.forEach(p -> p.reading(true));
    }
  }

  void unpause(Peer peer) {
    paused.remove(peer);
  }

  void pause(Peer peer) {
    paused.add(peer);
    peer.reading(false);
  }
}
