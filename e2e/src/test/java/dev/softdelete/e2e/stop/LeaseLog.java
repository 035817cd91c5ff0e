package dev.softdelete.e2e.stop;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The holders of the leader lease, and the time from which each of them held it. */
final class LeaseLog implements AutoCloseable {
  private static final String PATH =
      "/apis/coordination.k8s.io/v1/namespaces/"
          + Installation.NAMESPACE
          + "/leases/soft-delete-operator";

  private static final Duration LOOK = Duration.ofMillis(25);

  private final Caller caller = Caller.administrator();
  private final List<Held> log = new ArrayList<>();
  private final Thread reader;
  private volatile boolean open = true;

  /**
   * The start of a period in which one replica held the lease.
   *
   * @param holder the identity of the replica; empty if nobody held the lease
   * @param at the time by {@link System#nanoTime()}
   */
  record Held(String holder, long at) {}

  LeaseLog() {
    see();
    reader = Thread.startVirtualThread(this::follow);
  }

  private void follow() {
    try {
      while (open) {
        see();
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void see() {
    String holder = caller.get(PATH).body().at("/spec/holderIdentity").asText("");
    synchronized (this) {
      if (log.isEmpty() || !log.getLast().holder().equals(holder)) {
        log.add(new Held(holder, System.nanoTime()));
      }
    }
  }

  synchronized String holder() {
    return log.getLast().holder();
  }

  /** Returns the first release of the lease after that time. */
  synchronized Optional<Held> releasedAfter(long time) {
    return log.stream().filter(h -> h.at() > time && h.holder().isEmpty()).findFirst();
  }

  /**
   * Returns the first time after the given one at which another replica than the given one held the
   * lease.
   */
  synchronized Optional<Held> takenAfter(long time, String before) {
    return log.stream()
        .filter(h -> h.at() > time && !h.holder().isEmpty() && !h.holder().equals(before))
        .findFirst();
  }

  @Override
  public synchronized String toString() {
    return log.toString();
  }

  @Override
  public void close() {
    open = false;
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
