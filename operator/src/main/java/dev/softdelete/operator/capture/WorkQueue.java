package dev.softdelete.operator.capture;

import java.time.Duration;
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
 * Handles keys: each by one worker at a time, again when it was added meanwhile, and again after a
 * growing delay as long as the handler asks for it or throws.
 */
public final class WorkQueue<K> implements AutoCloseable {
  /** Does the work for a key and says whether it is done or wants to be called again. */
  public interface Handler<K> {
    boolean done(K key) throws Exception;
  }

  private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LAST_DELAY = Duration.ofSeconds(30);

  private final Handler<K> handler;
  private final Semaphore workers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Map<K, Integer> failures = new ConcurrentHashMap<>();
  private final Set<K> waiting = new HashSet<>();
  private final Set<K> running = new HashSet<>();

  public WorkQueue(int parallelism, Handler<K> handler) {
    this.workers = new Semaphore(parallelism);
    this.handler = handler;
  }

  public void add(K key) {
    synchronized (this) {
      if (!waiting.add(key) || running.contains(key)) {
        return;
      }
    }
    threads.execute(() -> run(key));
  }

  /** How many keys wait, run or are to be tried again. */
  public synchronized int size() {
    var all = new HashSet<>(waiting);
    all.addAll(running);
    all.addAll(failures.keySet());
    return all.size();
  }

  private void run(K key) {
    workers.acquireUninterruptibly();
    try {
      synchronized (this) {
        waiting.remove(key);
        running.add(key);
      }
      if (handle(key)) {
        failures.remove(key);
      } else {
        again(key);
      }
    } finally {
      workers.release();
      boolean addedMeanwhile;
      synchronized (this) {
        running.remove(key);
        addedMeanwhile = waiting.contains(key);
      }
      if (addedMeanwhile && !threads.isShutdown()) {
        threads.execute(() -> run(key));
      }
    }
  }

  private boolean handle(K key) {
    try {
      return handler.done(key);
    } catch (Exception | StackOverflowError e) {
      log.warn("{}: {}, trying again", key, e.toString());
      log.debug("{}", key, e);
      return false;
    }
  }

  private void again(K key) {
    int failed = failures.merge(key, 1, Integer::sum);
    long delay =
        Math.min(LAST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(failed - 1, 16));
    if (!timer.isShutdown()) {
      var _ = timer.schedule(() -> add(key), delay, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
  }
}
