package dev.softdelete.operator.stop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is repeated until it is drained, even if one run fails. */
public record Repeating(ScheduledExecutorService timer) implements Drainable {
  private static final Logger log = LoggerFactory.getLogger(Repeating.class);

  /** Creates the work with its own thread. */
  public static Repeating named(String thread) {
    return new Repeating(
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(thread).factory()));
  }

  public void every(Duration delay, Runnable task) {
    var last = new AtomicReference<>("");
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
                last.set("");
              } catch (RuntimeException e) {
                // Log a repeated failure only once.
                if (!e.toString().equals(last.getAndSet(e.toString()))) {
                  log.warn("{}: {}", task.getClass().getSimpleName(), e.toString());
                }
              }
            },
            0,
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void drain(Duration atMost) {
    Drainable.drain(timer, atMost);
  }
}
