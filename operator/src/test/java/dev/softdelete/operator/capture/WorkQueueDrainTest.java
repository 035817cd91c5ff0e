package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests what happens to the work when the program stops, and what the liveness probe sees of it.
 */
@Timeout(20)
class WorkQueueDrainTest {
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore go = new Semaphore(0);
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
  private final WorkQueue<String> queue = new WorkQueue<>(1, this::handle);

  private boolean handle(String key) throws InterruptedException {
    entered.release();
    try {
      go.acquire();
    } catch (InterruptedException e) {
      interrupted.add(key);
      throw e;
    }
    finished.add(key);
    return true;
  }

  @AfterEach
  void end() {
    queue.close();
  }

  @Test
  void whatIsUnderWayIsFinishedAndWhatWaitsIsDropped() throws InterruptedException {
    queue.add("under way");
    entered.acquire();
    queue.add("waits");
    Thread drain = Thread.startVirtualThread(() -> queue.drain(Duration.ofSeconds(10)));
    awaitClosed();

    queue.add("too late");
    go.release(3);
    drain.join();

    assertThat(finished).containsExactly("under way");
    assertThat(entered.availablePermits()).isZero();
  }

  @Test
  void whatTakesTooLongIsInterrupted() throws InterruptedException {
    queue.add("hangs");
    entered.acquire();

    queue.drain(Duration.ofMillis(50));

    assertThat(interrupted).containsExactly("hangs");
    assertThat(finished).isEmpty();
  }

  @Test
  void anItemThatIsWorkedOnIsSeenUntilItsWorkerComesBack() throws InterruptedException {
    assertThat(queue.state("captures").oldest()).isEmpty();
    queue.add("first");
    entered.acquire();
    queue.add("second");

    assertThat(queue.state("captures").oldest().orElseThrow().item()).isEqualTo("first");

    go.release();
    entered.acquire();
    assertThat(queue.state("captures").oldest().orElseThrow().item()).isEqualTo("second");
  }

  @Test
  void aQueueThatIsDrainedTakesNoWork() {
    assertThat(queue.state("captures").open()).isTrue();

    queue.drain(Duration.ZERO);

    assertThat(queue.state("captures").open()).isFalse();
  }

  private void awaitClosed() throws InterruptedException {
    var closed = new CountDownLatch(1);
    Thread.startVirtualThread(
        () -> {
          while (queue.state("captures").open()) {
            Thread.onSpinWait();
          }
          closed.countDown();
        });
    closed.await();
  }
}
