package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CoalescedActionTest {
  private static final Duration APART = Duration.ofMillis(200);
  private static final long ALMOST = APART.toNanos() * 9 / 10;

  private final List<Long> done = new CopyOnWriteArrayList<>();
  private final CoalescedAction turn =
      new CoalescedAction(() -> done.add(System.nanoTime()), APART);

  @Test
  @Timeout(60)
  void theFirstHasItAtOnce() throws InterruptedException {
    new CoalescedAction(() -> done.add(System.nanoTime()), Duration.ofHours(1)).await();

    assertThat(done).hasSize(1);
  }

  @Test
  void whoComesAfterItHasAnotherInTime() throws InterruptedException {
    turn.await();
    turn.await();

    assertThat(done).hasSize(2);
    assertThat(done.get(1) - done.get(0)).isGreaterThan(ALMOST);
  }

  @Test
  void allWhoWaitShareOne() throws InterruptedException {
    turn.await();
    var began = new CountDownLatch(50);
    Callable<Void> caller =
        () -> {
          began.countDown();
          began.await();
          turn.await();
          return null;
        };
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.invokeAll(Collections.nCopies(50, caller));
    }

    assertThat(done).hasSizeBetween(2, 10);
  }

  @Test
  void theNextWaitsAlsoWhereOneFailed() throws InterruptedException {
    var failing =
        new CoalescedAction(
            () -> {
              done.add(System.nanoTime());
              throw new IllegalStateException("no answer");
            },
            APART);

    assertThatThrownBy(failing::await).hasMessage("no answer");
    assertThatThrownBy(failing::await).hasMessage("no answer");

    assertThat(done.get(1) - done.get(0)).isGreaterThan(ALMOST);
  }
}
