package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.Attribution;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.observe.ObservationReports;
import dev.softdelete.operator.purge.PurgeNotices;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.recreate.CreateRefusals;
import dev.softdelete.operator.recreate.RefusalReports;
import dev.softdelete.operator.recreate.UncheckedCreates;
import dev.softdelete.operator.recreate.UncheckedReports;
import dev.softdelete.operator.stop.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down the requests that only this replica has received through its webhook, whether or not
 * it leads. It is closed after the webhook, and then waits for the last requests: another replica
 * captures these objects in the meantime.
 */
final class HeardRequests implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeardRequests.class);
  private static final Duration EACH = Duration.ofSeconds(2);
  private static final Duration OBSERVED_EACH = Duration.ofSeconds(15);
  private static final Duration AT_THE_END = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Repeating timer = Repeating.named("webhook-heard");
  private final DeleteRequests deletes;
  private final Attribution attribution;
  private final List<Runnable> reports;
  private final ObservationReports observed;

  /**
   * Creates the work without starting it.
   *
   * @param objects have the deletes and purges whose requester is not recorded yet
   * @param refusals the refused requests that are not reported yet
   * @param unchecked the requests that were let through after a fault and are not reported yet
   * @param observed reports what policies that only observe have counted
   */
  HeardRequests(
      BaseModules base,
      ObjectModules objects,
      CreateRefusals refusals,
      UncheckedCreates unchecked,
      ObservationReports observed) {
    this.deletes = objects.capture().requests();
    this.observed = observed;
    var api = base.connection().api();
    var clock = base.connection().clock();
    var records = base.catalogs().records();
    var snapshots = base.stored().snapshots();
    var events = new Events(api, clock);
    this.attribution = new Attribution(api, records, deletes, base.catalogs().policies());
    this.reports =
        List.of(
            new PurgeNotices(
                objects.purge().requests(), records, snapshots, events, Clock.systemUTC()),
            new RefusalReports(refusals, new StatusWriter(api), events, clock),
            new UncheckedReports(unchecked, new RecordEvents(api, clock)));
  }

  void start() {
    timer.every(EACH, attribution);
    reports.forEach(report -> timer.every(EACH, report));
    timer.every(OBSERVED_EACH, observed);
  }

  @Override
  public void close() {
    timer.drain(EACH);
    long deadline = System.nanoTime() + AT_THE_END.toNanos();
    try {
      attribution.run();
      while (!deletes.all().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_AGAIN);
        attribution.run();
      }
      reports.forEach(Runnable::run);
      observed.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("who asked for the last deletes is not known: {}", e.toString());
    }
  }
}
