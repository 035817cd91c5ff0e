package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ClockCheck;
import dev.softdelete.operator.kube.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On the leader: ends reservations in time, and has the API server follow what there are. */
public final class ReservationUpkeep implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReservationUpkeep.class);
  private static final Duration REPAIR = Duration.ofSeconds(10);

  private final ApiServer api;
  private final ServerClock clock;
  private final ReservationCatalog catalog;
  private final Reservations reservations;
  private final ReservationEnforcement enforcement;
  private final Facts facts;
  private Instant repaired = Instant.EPOCH;

  /**
   * What else is to be known.
   *
   * @param leading whether this replica leads
   * @param recorded whether what a reservation speaks of still has its record
   */
  public record Facts(
      Supplier<Boolean> leading,
      Supplier<List<SoftDeletePolicy>> policies,
      Predicate<NameReservation> recorded) {}

  public ReservationUpkeep(
      ApiServer api,
      ServerClock clock,
      ReservationCatalog catalog,
      Reservations reservations,
      ReservationEnforcement enforcement,
      Facts facts) {
    this.api = api;
    this.clock = clock;
    this.catalog = catalog;
    this.reservations = reservations;
    this.enforcement = enforcement;
    this.facts = facts;
  }

  @Override
  public void run() {
    if (!facts.leading().get() || !catalog.synced()) {
      repaired = Instant.EPOCH;
      return;
    }
    boolean all = repaired.plus(REPAIR).isBefore(Instant.now());
    enforcement.write(facts.policies().get(), catalog.all(), all);
    if (all) {
      reservations.published().repair();
      repaired = Instant.now();
    } else {
      reservations.published().follow();
    }
    if (ClockCheck.objection(clock.ahead()).isEmpty()) {
      stepAll();
    }
  }

  /** One that the API server refuses to let go of keeps no other one. */
  private void stepAll() {
    ApiException refused = null;
    for (NameReservation reservation : catalog.all()) {
      try {
        step(reservation);
      } catch (ApiException e) {
        if (e.mayPass()) {
          throw e;
        }
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private void step(NameReservation reservation) {
    try {
      switch (ReservationStep.of(reservation, facts.recorded().test(reservation), clock.now())) {
        case ReservationStep.Expire e -> {
          var metadata = reservation.getMetadata();
          reservations.published().forget(metadata.getName());
          api.delete(Reservations.path(metadata.getName()), metadata);
          log.info("{}: the name is free again", metadata.getName());
        }
        case ReservationStep.StartClock s -> reservations.startClock(reservation);
        case ReservationStep.Rest r -> {}
      }
    } catch (ApiException e) {
      // It was changed meanwhile: the watch will tell.
      if (!e.conflict() && !e.notFound()) {
        throw e;
      }
    }
  }
}
