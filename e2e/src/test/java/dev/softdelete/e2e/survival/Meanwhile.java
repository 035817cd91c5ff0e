package dev.softdelete.e2e.survival;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Users do something at one request of the operator, which waits until they have done it. */
final class Meanwhile implements Fault {
  private final Predicate<ProxiedRequest> which;
  private final Death.Moment moment;
  private final Runnable users;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private Meanwhile(Predicate<ProxiedRequest> which, Death.Moment moment, Runnable users) {
    this.which = which;
    this.moment = moment;
    this.users = users;
  }

  /** Before the API server gets the first such request. */
  static Meanwhile before(Predicate<ProxiedRequest> which, Runnable users) {
    return new Meanwhile(which, Death.Moment.BEFORE, users);
  }

  /** After the API server has carried out the first such request, before its answer arrives. */
  static Meanwhile after(Predicate<ProxiedRequest> which, Runnable users) {
    return new Meanwhile(which, Death.Moment.AFTER, users);
  }

  /** Waits until it is done, and throws what it threw. */
  void awaited() throws InterruptedException, ExecutionException, TimeoutException {
    done.get(30, TimeUnit.SECONDS);
  }

  @Override
  public boolean forwards(ProxiedRequest request) {
    at(request, Death.Moment.BEFORE);
    return true;
  }

  @Override
  public boolean relays(ProxiedRequest request) {
    at(request, Death.Moment.AFTER);
    return true;
  }

  private void at(ProxiedRequest request, Death.Moment now) {
    if (moment == now && which.test(request) && begun.compareAndSet(false, true)) {
      CompletableFuture.runAsync(users)
          .whenComplete(
              (nothing, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(failure);
                }
              })
          .exceptionally(failure -> null)
          .join();
    }
  }
}
