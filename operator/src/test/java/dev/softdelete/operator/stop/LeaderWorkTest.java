package dev.softdelete.operator.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LeaderWorkTest {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final List<Duration> drained = Collections.synchronizedList(new ArrayList<>());
  private final LeaderWork work = new LeaderWork(() -> BOUND);

  @Test
  void isDrainedAllAtTheSameTime() {
    var together = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      work.add(
          (Drainable)
              bound -> {
                together.countDown();
                await(together);
                drained.add(bound);
              });
    }

    work.close();

    assertThat(drained).containsExactly(BOUND, BOUND);
  }

  @Test
  void onePartThatFailsKeepsNoOtherOne() {
    work.add(
        (Drainable)
            bound -> {
              throw new IllegalStateException("as a test wants it");
            });
    work.add((Drainable) drained::add);

    work.close();

    assertThat(drained).containsExactly(BOUND);
  }

  @Test
  void whatBeginsAfterTheEndIsEndedAtOnce() {
    work.close();

    work.add((Drainable) drained::add);

    assertThat(drained).containsExactly(Duration.ZERO);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
