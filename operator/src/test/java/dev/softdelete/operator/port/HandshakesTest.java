package dev.softdelete.operator.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakesTest {

  @Test
  void theyAreComputedInTheOrderOfArrival() {
    List<Integer> done = new CopyOnWriteArrayList<>();
    var all = new CountDownLatch(3);
    try (var handshakes = new Handshakes("handshakes", all::countDown)) {
      for (int i = 0; i < 3; i++) {
        int number = i;
        handshakes.execute(() -> done.add(number));
      }
      await(all);
    }

    assertThat(done).containsExactly(0, 1, 2);
  }

  @Test
  void whileManyWaitNobodyElseShouldBegin() {
    var begun = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var all = new CountDownLatch(33);
    try (var handshakes = new Handshakes("handshakes", all::countDown)) {
      handshakes.execute(
          () -> {
            begun.countDown();
            await(free);
          });
      await(begun);
      for (int i = 0; i < 31; i++) {
        handshakes.execute(() -> {});
      }
      assertThat(handshakes.enough()).isFalse();

      handshakes.execute(() -> {});
      assertThat(handshakes.enough()).isTrue();

      free.countDown();
      await(all);
      assertThat(handshakes.enough()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
