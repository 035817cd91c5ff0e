package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the process: with exit code 0 after SIGTERM, and with 1 after a failure. Both take the
 * same steps, within a time limit.
 */
public final class ProcessEnd {
  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

  /**
   * The time limit. It is shorter than the chart's terminationGracePeriodSeconds, after which the
   * kubelet kills the process.
   */
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(26);

  /**
   * The time limit after a failure. No other replica and no client waits for an orderly end, and a
   * leader that has lost its lease must not live on beside its successor.
   */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(6);

  private final AtomicInteger code = new AtomicInteger();
  private volatile boolean begun;
  private volatile Runnable closing = () -> {};

  /**
   * Registers the shutdown hook. It must be created first, so that the process always ends in this
   * way.
   */
  public ProcessEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
  }

  /**
   * Sets what is closed when the process is told to end.
   *
   * @param closing the work that must be done before the end
   */
  public void closes(Runnable closing) {
    this.closing = closing;
  }

  /** Ends the process because it cannot go on; does nothing when it is already ending. */
  public void fail() {
    if (!begun) {
      code.set(1);
      System.exit(1);
    }
  }

  /** Does the same on another thread, for a caller that the end of the process waits for. */
  public void failSoon() {
    Thread.ofPlatform().daemon().name("fail").start(this::fail);
  }

  /** Whether the process is ending. */
  public boolean begun() {
    return begun;
  }

  /**
   * Ends the process with our own exit code. After a signal, the JVM's code would report that the
   * signal killed the process.
   */
  private void end() {
    begun = true;
    boolean asked = code.get() == 0;
    Duration limit = asked ? AT_THE_LATEST : AFTER_FAILURE;
    Thread.ofPlatform().daemon().name("stop-at-the-latest").start(() -> endAnyway(limit));
    if (asked) {
      log.info("stopping");
    }
    try {
      closing.run();
      if (asked) {
        log.info("stopped");
      }
    } catch (RuntimeException e) {
      log.error("the program did not stop in order: {}", e.toString());
      code.compareAndSet(0, 1);
    }
    Runtime.getRuntime().halt(code.get());
  }

  private static void endAnyway(Duration limit) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.error("the program did not stop within {} s and is ended", limit.toSeconds());
    Runtime.getRuntime().halt(1);
  }
}
