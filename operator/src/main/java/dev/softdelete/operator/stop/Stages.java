package dev.softdelete.operator.stop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the program, in the order in which they depend on each other. They are closed in
 * reverse order. A part that cannot be closed does not prevent the others from being closed.
 */
public final class Stages implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Stages.class);

  private record Stage(String name, AutoCloseable part) {}

  private final Deque<Stage> stages = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds a part that needs the parts before it.
   *
   * @throws IllegalStateException when the program is already ending; then the part is closed
   */
  public <T extends AutoCloseable> T add(String name, T part) {
    synchronized (this) {
      if (!closed) {
        stages.push(new Stage(name, part));
        return part;
      }
    }
    close(new Stage(name, part));
    throw new IllegalStateException("The program was told to stop before it had started.");
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (Stage stage = next(); stage != null; stage = next()) {
      close(stage);
    }
  }

  private synchronized Stage next() {
    return stages.poll();
  }

  private static void close(Stage stage) {
    long before = System.nanoTime();
    try {
      stage.part().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("{}: not closed in order: {}", stage.name(), e.toString());
    }
    log.debug("{}: closed in {} ms", stage.name(), (System.nanoTime() - before) / 1_000_000);
  }
}
