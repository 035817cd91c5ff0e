package dev.softdelete.operator.capture;

import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.stop.Drainable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles keys, each by one worker at a time. A key that was added while its handler ran is handled
 * again. A key is also retried with a growing delay if its handler requests it or throws.
 */
public final class WorkQueue<K> implements Drainable, AutoCloseable {
  /** Handles a key and returns whether it is done; otherwise it is called again. */
  public interface Handler<K> {
    boolean done(K key) throws Exception;
  }

  private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
  private static final int LONGEST_LOGGED = 1000;
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LAST_DELAY = Duration.ofSeconds(30);

  private final Handler<K> handler;
  private final Semaphore workers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Map<K, Integer> failures = new ConcurrentHashMap<>();
  private final Set<K> waiting = new HashSet<>();

  /** The keys that are being handled, each with its start time. */
  private final Map<K, Long> running = new HashMap<>();

  private volatile boolean ending;

  public WorkQueue(int parallelism, Handler<K> handler) {
    this.workers = new Semaphore(parallelism);
    this.handler = handler;
  }

  public synchronized void add(K key) {
    if (!ending && waiting.add(key) && !running.containsKey(key)) {
      threads.execute(() -> run(key));
    }
  }

  /** Returns how many keys are waiting, running or due for a retry. */
  public synchronized int size() {
    var all = new HashSet<>(waiting);
    all.addAll(running.keySet());
    all.addAll(failures.keySet());
    return all.size();
  }

  /** Returns the state of the queue for the liveness probe. */
  public synchronized QueueState state(String name) {
    long now = System.nanoTime();
    return new QueueState(
        name,
        !ending,
        running.entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .map(
                oldest ->
                    new QueueState.Busy(
                        oldest.getKey().toString(), Duration.ofNanos(now - oldest.getValue()))));
  }

  private void run(K key) {
    workers.acquireUninterruptibly();
    try {
      synchronized (this) {
        waiting.remove(key);
        if (ending) {
          return;
        }
        running.put(key, System.nanoTime());
      }
      if (handle(key)) {
        failures.remove(key);
      } else {
        again(key);
      }
    } finally {
      // This must precede the release. Otherwise the next key could start while this one still
      // counts as running.
      synchronized (this) {
        running.remove(key);
        if (waiting.contains(key) && !ending) {
          threads.execute(() -> run(key));
        }
      }
      workers.release();
    }
  }

  private boolean handle(K key) {
    try {
      return handler.done(key);
    } catch (Exception | StackOverflowError e) {
      // The message of an exception may repeat a path, and with it a name as large as an object.
      log.warn(
          "{}: {}, {}",
          key,
          PlainText.cut(e.toString(), LONGEST_LOGGED),
          ending ? "left as it is" : "trying again");
      log.debug("{}", key, e);
      return false;
    }
  }

  private void again(K key) {
    int failed = failures.merge(key, 1, Integer::sum);
    long delay =
        Math.min(LAST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(failed - 1, 16));
    synchronized (this) {
      if (!ending) {
        var _ = timer.schedule(() -> add(key), delay, TimeUnit.MILLISECONDS);
      }
    }
  }

  /**
   * Drops the keys that are waiting or due for a retry. The next process finds them through its
   * initial list.
   */
  @Override
  public void drain(Duration atMost) {
    synchronized (this) {
      ending = true;
    }
    timer.shutdownNow();
    Drainable.drain(threads, atMost);
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
  }
}
