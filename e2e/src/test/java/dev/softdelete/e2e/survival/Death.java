package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.OperatorProcess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Lets the operator die by {@code kill -9} at one of its writes; with none, counts them. */
final class Death implements Fault {
  /** When, as the API server sees it. */
  enum Moment {
    BEFORE,
    AFTER
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

  static Death at(
      int write, Moment moment, OperatorProcess operator, Predicate<ProxiedRequest> which) {
    return new Death(operator, which, write, moment);
  }

  /** The writes so far, in the order of their arrival. */
  List<ProxiedRequest> writes() {
    return List.copyOf(writes);
  }

  /** Whether it died within 30 s. */
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
