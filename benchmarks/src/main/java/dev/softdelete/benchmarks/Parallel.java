package dev.softdelete.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Does the same work for each of many items, with a number of them at a time. */
final class Parallel {
  private Parallel() {}

  /**
   * Returns when all items are done.
   *
   * @throws IllegalStateException with the first failure as its cause
   */
  static void each(int count, int atATime, IntConsumer work) {
    var next = new AtomicInteger();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures =
          IntStream.range(0, atATime)
              .mapToObj(
                  worker ->
                      workers.submit(
                          () -> {
                            for (int i = next.getAndIncrement();
                                i < count;
                                i = next.getAndIncrement()) {
                              work.accept(i);
                            }
                          }))
              .toList();
      for (var future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
