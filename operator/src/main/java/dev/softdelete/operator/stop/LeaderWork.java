package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that only the leader does. It ends before the lease is given back, so that two replicas
 * never do it at the same time.
 */
public final class LeaderWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaderWork.class);

  private final Supplier<Duration> atMost;
  private final List<Drainable> parts = new ArrayList<>();
  private boolean ended;

  /**
   * Begins without any work.
   *
   * @param atMost how long {@link #close()} waits for the work in progress
   */
  public LeaderWork(Supplier<Duration> atMost) {
    this.atMost = atMost;
  }

  /** Adds work. Work that is added after the end is ended at once. */
  public <T extends Drainable> T add(T part) {
    synchronized (this) {
      if (!ended) {
        parts.add(part);
        return part;
      }
    }
    part.drain(Duration.ZERO);
    return part;
  }

  /** Drains all parts at the same time. */
  @Override
  public void close() {
    List<Drainable> draining;
    synchronized (this) {
      ended = true;
      draining = List.copyOf(parts);
    }
    Duration bound = atMost.get();
    var threads = draining.stream().map(part -> start(part, bound)).toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(Drainable part, Duration bound) {
    return Thread.startVirtualThread(
        () -> {
          try {
            part.drain(bound);
          } catch (RuntimeException e) {
            log.warn("{} could not be ended: {}", part.getClass().getSimpleName(), e.toString());
          }
        });
  }
}
