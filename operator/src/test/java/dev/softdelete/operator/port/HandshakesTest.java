package dev.softdelete.operator.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakesTest {

  @Test
  void theNewestComesFirstAndTheOldestIsDropped() throws InterruptedException {
    List<Integer> done = new CopyOnWriteArrayList<>();
    var begun = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var all = new CountDownLatch(3);
    try (var handshakes = new Handshakes("handshakes", 3)) {
      handshakes.execute(
          () -> {
            begun.countDown();
            await(free);
          });
      await(begun);
      for (int i = 0; i < 5; i++) {
        int number = i;
        handshakes.execute(
            () -> {
              done.add(number);
              all.countDown();
            });
      }
      free.countDown();
      await(all);
    }

    assertThat(done).containsExactly(4, 3, 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
