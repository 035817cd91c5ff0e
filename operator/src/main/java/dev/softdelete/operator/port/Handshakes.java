package dev.softdelete.operator.port;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Computes TLS handshakes on one thread, which is all the CPU that strangers can make them cost.
 * The newest comes first: if more handshakes begin than can be computed, then a caller that has
 * just connected is served at once, and those that have waited for long are dropped. In the order
 * of arrival everybody would wait longer than the connections last.
 */
final class Handshakes implements Executor, AutoCloseable {
  private final ThreadPoolExecutor thread;

  /**
   * Creates the thread.
   *
   * @param atMost how many handshakes may wait; further ones displace the oldest
   */
  Handshakes(String name, int atMost) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new NewestFirst(atMost),
            Thread.ofPlatform().name(name).daemon().factory());
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1L;

    NewestFirst(int atMost) {
      super(atMost);
    }

    @Override
    public boolean offer(Runnable task) {
      while (!offerFirst(task)) {
        pollLast();
      }
      return true;
    }
  }
}
