package dev.softdelete.operator.port;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;

/**
 * The open connections of a port. If there is no room for a newcomer, the connection that has kept
 * us waiting longest is closed, so that nobody can occupy a port by doing nothing. Known callers
 * have room of their own, which strangers cannot take. All calls come from one thread.
 */
final class Connections {
  private static final int FAMILIAR_ADDRESSES = 256;

  private final Limits limits;
  private final LongSupplier nanos;
  private final Runnable eased;
  private final Group strangers;
  private final Group known;

  /** In the order in which they began to keep us waiting. */
  private final Map<Peer, Place> places = new LinkedHashMap<>();

  /** From where known callers have come: their next connections are closed last. */
  private final Set<InetAddress> familiar =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
              return size() > FAMILIAR_ADDRESSES;
            }
          });

  /**
   * Begins without connections.
   *
   * @param eased runs when the answer for a stranger has been computed
   */
  Connections(Limits limits, LongSupplier nanos, Runnable eased) {
    this.limits = limits;
    this.nanos = nanos;
    this.eased = eased;
    this.strangers = new Group(limits.strangers());
    this.known = new Group(limits.known());
  }

  /** Notes a new connection. If there is no room for it, one that waits is closed, or itself. */
  void opened(Peer peer) {
    Place place = new Place(strangers);
    strangers.enter(peer, place);
    await(peer, place, limits.introduction());
    if (strangers.overfull()) {
      longestWaitingStranger().ifPresent(this::evict);
    }
  }

  /**
   * Moves the peer to the known callers.
   *
   * @return false if there is no room, because an answer is computed for each of them, or if the
   *     connection has been closed
   */
  boolean trusted(Peer peer) {
    Place place = places.get(peer);
    if (place == null) {
      return false;
    }
    familiar.add(peer.address());
    if (place.group == known) {
      return true;
    }
    if (known.full()) {
      longestWaiting((_, p) -> p.group == known).ifPresent(this::evict);
    }
    if (known.full()) {
      return false;
    }
    strangers.leave(peer, place);
    known.enter(peer, place);
    eased.run();
    return true;
  }

  /**
   * A part of a body has arrived. If all bodies together are too large, only the one that was begun
   * first is read on. Small ones never wait.
   */
  void holds(Peer peer, int bytes) {
    Place place = places.get(peer);
    if (place == null) {
      return;
    }
    place.bodyBytes += bytes;
    place.group.hold(bytes);
    if (place.group.holdsTooMuch()
        && place.bodyBytes > Limits.SMALL_BODY
        && longestWaiting((_, p) -> p.group == place.group && p.bodyBytes > 0)
            .filter(peer::equals)
            .isEmpty()) {
      place.group.pause(peer);
    }
  }

  /** The head or the body of a request is complete. */
  void works(Peer peer) {
    Place place = places.get(peer);
    if (place != null) {
      place.group.turn(place, Place.State.WORKING);
      place.group.unpause(peer);
      place.until = nanos.getAsLong() + limits.work().toNanos();
    }
  }

  /** The peer may send the body of its request. */
  void listens(Peer peer) {
    boolean trusted = places.containsKey(peer) && places.get(peer).group == known;
    waits(peer, Place.State.RECEIVING, trusted ? limits.request() : limits.introduction());
  }

  /** The answer is known, and the body is no longer needed. */
  void released(Peer peer) {
    Place place = places.get(peer);
    if (place != null) {
      long held = place.bodyBytes;
      place.bodyBytes = 0;
      place.group.hold(-held);
    }
  }

  /** The peer has its answer, and may send another request. */
  void idles(Peer peer) {
    waits(peer, Place.State.IDLE, limits.idle());
  }

  /** The peer has to take its last answer. */
  void ends(Peer peer) {
    waits(peer, Place.State.RECEIVING, Limits.LINGER);
  }

  void closed(Peer peer) {
    Place place = places.remove(peer);
    if (place != null) {
      place.group.leave(peer, place);
      easedBy(place, place.state);
    }
  }

  /** Ends what has taken too long. */
  void closeOverdue() {
    long now = nanos.getAsLong();
    all((_, place) -> place.until - now < 0).forEach(Peer::close);
    all((_, place) -> slow(place, now)).forEach(Peer::giveUp);
  }

  /** Whether others wait for the memory of a body that does not come to its end. */
  private static boolean slow(Place place, long now) {
    return place.bodyBytes > 0
        && place.waits()
        && place.group.holdsTooMuch()
        && now - place.since > Limits.SLOW_BODY.toNanos();
  }

  /** Whether answers are computed for so many strangers that only a few could make room. */
  boolean crowded() {
    return strangers.mostlyWorks();
  }

  void closeIdle() {
    all((_, place) -> place.state == Place.State.IDLE).forEach(this::evict);
  }

  /** Whether a request is being answered, or sent by a known caller. */
  boolean busy() {
    return strangers.works()
        || !all((_, place) -> place.group == known && place.state != Place.State.IDLE).isEmpty();
  }

  private void waits(Peer peer, Place.State state, Duration atMost) {
    Place place = places.get(peer);
    if (place != null) {
      Place.State before = place.state;
      place.group.turn(place, state);
      await(peer, place, atMost);
      easedBy(place, before);
    }
  }

  private void easedBy(Place place, Place.State before) {
    if (before == Place.State.WORKING && place.group == strangers) {
      eased.run();
    }
  }

  private void await(Peer peer, Place place, Duration atMost) {
    place.since = nanos.getAsLong();
    place.until = place.since + atMost.toNanos();
    places.remove(peer);
    places.put(peer, place);
  }

  /**
   * Returns the longest waiting stranger of the address that has the most of them. Addresses of
   * known callers come last.
   */
  private Optional<Peer> longestWaitingStranger() {
    return strangers.byAddress().entrySet().stream()
        .max(
            Comparator.comparing(
                    (Map.Entry<InetAddress, Integer> e) -> !familiar.contains(e.getKey()))
                .thenComparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .flatMap(
            from -> longestWaiting((p, at) -> at.group == strangers && p.address().equals(from)))
        .or(() -> longestWaiting((_, at) -> at.group == strangers));
  }

  private Optional<Peer> longestWaiting(BiPredicate<Peer, Place> among) {
    return places.entrySet().stream()
        .filter(e -> e.getValue().waits() && among.test(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private List<Peer> all(BiPredicate<Peer, Place> which) {
    return places.entrySet().stream()
        .filter(e -> which.test(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void evict(Peer peer) {
    closed(peer);
    peer.close();
  }
}
