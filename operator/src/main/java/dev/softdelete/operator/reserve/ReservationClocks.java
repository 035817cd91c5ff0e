package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ClockCheck;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.snapshot.SnapshotStore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends reservations in time, and starts the clocks that no other code starts. */
public final class ReservationClocks {
  private static final Logger log = LoggerFactory.getLogger(ReservationClocks.class);

  private final ApiServer api;
  private final ServerClock clock;
  private final ReservationCatalog catalog;
  private final Reservations reservations;
  private final Predicate<NameReservation> recorded;
  private final SnapshotStore snapshots;

  /**
   * Creates the clocks.
   *
   * @param recorded whether a watch knows the record of a reservation's object
   */
  public ReservationClocks(
      ApiServer api,
      ServerClock clock,
      ReservationCatalog catalog,
      Reservations reservations,
      Predicate<NameReservation> recorded,
      SnapshotStore snapshots) {
    this.api = api;
    this.clock = clock;
    this.catalog = catalog;
    this.reservations = reservations;
    this.recorded = recorded;
    this.snapshots = snapshots;
  }

  void endDue() {
    each(catalog.all(), this::endIfDue);
  }

  private void endIfDue(NameReservation seen) {
    if (!due(seen)) {
      return;
    }
    String name = seen.getMetadata().getName();
    // The expiration time may have been moved. The API server's answer also sets the clock.
    reservations
        .find(name)
        .filter(this::due)
        .map(NameReservation::getMetadata)
        .ifPresent(this::end);
  }

  private boolean due(NameReservation reservation) {
    return ClockCheck.objection(clock.ahead()).isEmpty()
        && ReservationStep.of(reservation, true, clock.now()) instanceof ReservationStep.Expire;
  }

  private void end(ObjectMeta metadata) {
    reservations.published().forget(metadata.getName());
    api.delete(Reservations.path(metadata.getName()), metadata);
    log.info("{}: the name is free again", metadata.getName());
  }

  void startForgotten() {
    if (ClockCheck.objection(clock.ahead()).isEmpty()) {
      each(
          UnstartedExpiries.among(catalog.all(), recorded, snapshots::uids, clock.now()),
          reservations::startClock);
    }
  }

  /**
   * Runs a step for each reservation. If the API server refuses one, the others are still
   * processed.
   */
  private static void each(List<NameReservation> reservations, Consumer<NameReservation> step) {
    ApiException refused = null;
    for (NameReservation reservation : reservations) {
      try {
        step.accept(reservation);
      } catch (ApiException e) {
        if (e.mayPass()) {
          throw e;
        }
        // The reservation has changed since it was read. The watch will report it.
        if (!e.conflict() && !e.notFound()) {
          refused = e;
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
  }
}
