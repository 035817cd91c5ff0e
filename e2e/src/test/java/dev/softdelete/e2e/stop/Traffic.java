package dev.softdelete.e2e.stop;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates ConfigMaps, deletes them, and creates over the deleted names, which the policy refuses.
 * Each of the three steps has its own thread, which repeats it until this object is closed.
 */
final class Traffic implements AutoCloseable {
  static final String DELETER = "ann";
  private static final Duration BETWEEN = Duration.ofMillis(40);

  /**
   * The time after which every replica knows of a record. Only a single replica refuses a create at
   * once.
   */
  private static final Duration KNOWN_TO_ALL = Duration.ofSeconds(2);

  private final String collection;
  private final Caller admin = Caller.administrator();
  private final Caller deleter = Caller.as(DELETER, "system:masters");
  private final Queue<String> live = new ConcurrentLinkedQueue<>();
  private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Thread> threads;
  private volatile boolean open = true;

  private record Gone(String name, long at) {}

  private interface Step {
    void run() throws InterruptedException;
  }

  Traffic(String ns) {
    collection = "/api/v1/namespaces/" + ns + "/configmaps";
    threads = List.of(repeat(this::create), repeat(this::delete), repeat(this::createOver));
  }

  private Thread repeat(Step step) {
    return Thread.startVirtualThread(
        () -> {
          try {
            while (open) {
              step.run();
              Thread.sleep(BETWEEN);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            failures.add(e.toString());
          }
        });
  }

  private void create() {
    String name = "a" + created.incrementAndGet();
    Answer answer = admin.create(collection, manifest(name));
    if (answer.ok()) {
      live.add(name);
    } else {
      failures.add("create " + name + ": " + answer);
    }
  }

  private void delete() {
    String name = live.poll();
    if (name == null) {
      return;
    }
    Answer answer = deleter.delete(collection + "/" + name, "{}");
    if (answer.ok()) {
      deleted.add(name);
      gone.add(new Gone(name, System.nanoTime()));
    } else {
      failures.add("delete " + name + ": " + answer);
    }
  }

  /**
   * Creates over a deleted name. The create is refused whether the object is still held or already
   * gone.
   */
  private void createOver() {
    Gone next = gone.peek();
    if (next == null || System.nanoTime() - next.at() < KNOWN_TO_ALL.toNanos()) {
      return;
    }
    gone.remove();
    Answer answer = admin.create(collection, manifest(next.name()));
    if (answer.code() == 409 && answer.message().contains("already exists")) {
      refused.incrementAndGet();
    } else {
      failures.add("create over deleted " + next.name() + ": " + answer);
    }
  }

  private static String manifest(String name) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {a: b}}";
  }

  int created() {
    return created.get();
  }

  /** Returns the number of creates over deleted names that were refused. */
  int refused() {
    return refused.get();
  }

  Set<String> deleted() {
    return Set.copyOf(deleted);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    open = false;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
