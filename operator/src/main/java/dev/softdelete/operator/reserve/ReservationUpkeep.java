package dev.softdelete.operator.reserve;

import dev.softdelete.api.SoftDeletePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs on the leader: ends reservations in time, and publishes the current reservations to the API
 * server.
 */
public final class ReservationUpkeep implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final ReservationCatalog catalog;
  private final Reservations reservations;
  private final ReservationEnforcement enforcement;
  private final ReservationClocks clocks;
  private final Supplier<Boolean> leading;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private Instant looked = Instant.EPOCH;

  public ReservationUpkeep(
      ReservationCatalog catalog,
      Reservations reservations,
      ReservationEnforcement enforcement,
      ReservationClocks clocks,
      Supplier<Boolean> leading,
      Supplier<List<SoftDeletePolicy>> policies) {
    this.catalog = catalog;
    this.reservations = reservations;
    this.enforcement = enforcement;
    this.clocks = clocks;
    this.leading = leading;
    this.policies = policies;
  }

  @Override
  public void run() {
    if (!leading.get() || !catalog.synced()) {
      looked = Instant.EPOCH;
      return;
    }
    boolean all = looked.plus(LOOK).isBefore(Instant.now());
    if (all) {
      looked = Instant.now();
    }
    each(
        () -> enforcement.write(policies.get(), catalog.all(), all),
        () -> publish(all),
        clocks::endDue,
        () -> startForgotten(all));
  }

  private void publish(boolean all) {
    if (all) {
      reservations.published().repair();
    } else {
      reservations.published().follow();
    }
  }

  private void startForgotten(boolean all) {
    if (all) {
      clocks.startForgotten();
    }
  }

  /** Runs all steps. A failure of one step does not stop the others. */
  static void each(Runnable... steps) {
    RuntimeException first = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
