package dev.softdelete.operator.port;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Computes TLS handshakes on one thread, which is all the CPU that strangers can make them cost, in
 * the order of arrival. While {@link #enough} wait, the port accepts no further connections: those
 * wait in the kernel, where they cost nothing and nobody closes them.
 */
final class Handshakes implements Executor, AutoCloseable {
  /** About 50 ms of work: a new caller waits no longer than that once it is accepted. */
  private static final int ENOUGH = 32;

  private final ThreadPoolExecutor thread;

  /**
   * Creates the thread.
   *
   * @param computed runs on that thread after each handshake
   */
  Handshakes(String name, Runnable computed) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(name).daemon().factory()) {
          @Override
          protected void afterExecute(Runnable task, Throwable thrown) {
            computed.run();
          }
        };
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Whether so many wait that nobody else should begin one. */
  boolean enough() {
    return thread.getQueue().size() >= ENOUGH;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
