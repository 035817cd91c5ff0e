package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkQueueTest {

  @Test
  void triesAgainUntilItIsDoneWhetherTheHandlerAsksForItOrThrows() throws InterruptedException {
    var attempts = new AtomicInteger();
    var done = new CountDownLatch(1);
    try (var queue =
        new WorkQueue<String>(
            1,
            key -> {
              int attempt = attempts.incrementAndGet();
              if (attempt == 2) {
                throw new IllegalStateException("as a test wants it");
              }
              if (attempt > 2) {
                done.countDown();
              }
              return attempt > 2;
            })) {
      queue.add("a");

      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(attempts).hasValue(3);
    }
  }

  @Test
  void whatIsAddedWhileItRunsRunsOnceMoreAndNeverTwiceAtATime() throws InterruptedException {
    var entered = new Semaphore(0);
    var go = new Semaphore(0);
    var atATime = new AtomicInteger();
    var most = new AtomicInteger();
    try (var queue =
        new WorkQueue<String>(
            4,
            key -> {
              most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
              entered.release();
              go.acquire();
              atATime.decrementAndGet();
              return true;
            })) {
      queue.add("a");
      entered.acquire();
      queue.add("a");
      queue.add("a");
      go.release(2);

      entered.acquire();

      assertThat(most).hasValue(1);
    }
  }

  @Test
  void handlesNoMoreAtATimeThanItMay() throws InterruptedException {
    var running = ConcurrentHashMap.<Integer>newKeySet();
    var most = new AtomicInteger();
    var done = new CountDownLatch(20);
    try (var queue =
        new WorkQueue<Integer>(
            3,
            key -> {
              running.add(key);
              most.accumulateAndGet(running.size(), Math::max);
              Thread.sleep(5);
              running.remove(key);
              done.countDown();
              return true;
            })) {
      for (int key = 0; key < 20; key++) {
        queue.add(key);
      }

      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(most.get()).isBetween(2, 3);
    }
  }
}
