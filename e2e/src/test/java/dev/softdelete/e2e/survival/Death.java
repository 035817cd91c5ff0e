package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.Soak;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kills the operator with {@code kill -9} at one of its writes. Without such a write, it only
 * counts the writes.
 */
final class Death implements Fault {
  /** Whether the operator dies before or after the API server processes the write. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /**
   * The point at which the operator dies.
   *
   * @param write the number of the write, from 1
   */
  record Point(int write, Moment moment) {

    /**
     * Returns both moments of each write in the soak tier. Otherwise returns one point in the
     * middle, at which half of the writes are done.
     */
    static Stream<Point> of(int writes) {
      return Soak.running()
          ? IntStream.rangeClosed(1, writes)
              .boxed()
              .flatMap(n -> Stream.of(Moment.values()).map(moment -> new Point(n, moment)))
          : Stream.of(new Point((writes + 1) / 2, Moment.AFTER));
    }

    /**
     * Returns the same points and, in the default tier, one more: after the create of the last
     * object or record, to which nothing else refers yet.
     */
    static Stream<Point> of(List<ProxiedRequest> writes) {
      Stream<Point> created =
          IntStream.rangeClosed(1, writes.size())
              .filter(n -> writes.get(n - 1).creates())
              .mapToObj(n -> new Point(n, Moment.AFTER))
              .reduce((earlier, later) -> later)
              .stream();
      return Stream.concat(of(writes.size()), created).distinct();
    }

    @Override
    public String toString() {
      return moment.name().toLowerCase(Locale.ROOT) + " write " + write;
    }
  }

  private final OperatorProcess operator;
  private final Predicate<ProxiedRequest> which;
  private final int at;
  private final Moment moment;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<ProxiedRequest> writes = new CopyOnWriteArrayList<>();
  private final CountDownLatch dead = new CountDownLatch(1);

  private Death(OperatorProcess operator, Predicate<ProxiedRequest> which, int at, Moment moment) {
    this.operator = operator;
    this.which = which;
    this.at = at;
    this.moment = moment;
  }

  static Death never(Predicate<ProxiedRequest> which) {
    return new Death(null, which, 0, Moment.AFTER);
  }

  static Death at(Point point, OperatorProcess operator, Predicate<ProxiedRequest> which) {
    return new Death(operator, which, point.write(), point.moment());
  }

  /** Returns the writes so far, in the order of their arrival. */
  List<ProxiedRequest> writes() {
    return List.copyOf(writes);
  }

  /** Waits for the death and returns whether it happened within 30 s. */
  boolean awaited() throws InterruptedException {
    return dead.await(30, TimeUnit.SECONDS);
  }

  private boolean counts(ProxiedRequest request) {
    return request.write() && which.test(request);
  }

  @Override
  public boolean forwards(ProxiedRequest request) {
    if (counts(request)) {
      writes.add(request);
      if (count.incrementAndGet() == at && moment == Moment.BEFORE) {
        die();
      }
    }
    return dead.getCount() > 0;
  }

  @Override
  public boolean relays(ProxiedRequest request) {
    if (counts(request) && answered.incrementAndGet() == at && moment == Moment.AFTER) {
      die();
    }
    return dead.getCount() > 0;
  }

  private void die() {
    operator.kill();
    dead.countDown();
  }
}
