package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the process: by SIGTERM with exit code 0, after a failure with 1. In either case it is
 * the same way down, and it ends within a bound.
 */
public final class ProcessEnd {
  private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);

  /** Below the chart's terminationGracePeriodSeconds, after which the kubelet kills. */
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(26);

  private final AtomicInteger code = new AtomicInteger();
  private volatile boolean begun;
  private volatile Runnable closing = () -> {};

  /** Made first: from now on, the process ends in this way. */
  public ProcessEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
  }

  /**
   * What is begun from now on is closed when the process is told to end.
   *
   * @param closing what has to be done before the end
   */
  public void closes(Runnable closing) {
    this.closing = closing;
  }

  /** Ends the process because it cannot go on; does nothing where it ends already. */
  public void fail() {
    if (!begun) {
      code.set(1);
      System.exit(1);
    }
  }

  /** The same for a caller that is waited for meanwhile. */
  public void failSoon() {
    Thread.ofPlatform().daemon().name("fail").start(this::fail);
  }

  /** Whether the process ends. */
  public boolean begun() {
    return begun;
  }

  /** Says the code itself: the JVM's own after a signal would tell of a death. */
  private void end() {
    begun = true;
    Thread.ofPlatform().daemon().name("stop-at-the-latest").start(this::endAnyway);
    boolean asked = code.get() == 0;
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

  private void endAnyway() {
    try {
      Thread.sleep(AT_THE_LATEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.error("the program did not stop within {} s and is ended", AT_THE_LATEST.toSeconds());
    Runtime.getRuntime().halt(1);
  }
}
