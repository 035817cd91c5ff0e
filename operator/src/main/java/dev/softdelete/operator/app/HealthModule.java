package dev.softdelete.operator.app;

import dev.softdelete.operator.health.SilentWatches;
import dev.softdelete.operator.health.Vitals;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.stop.Repeating;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Looks at the watches repeatedly, and reports the state of all parts for the liveness probe.
 *
 * @param parts the stages with watches or queues, in the order in which problems are reported
 */
record HealthModule(
    Reconcilers reconcilers, List<Monitored> parts, SilentWatches silent, Repeating timer)
    implements AutoCloseable {
  /** How often watches are checked before one of them counts as stuck. */
  private static final int LOOKS = 20;

  static HealthModule start(
      BaseModules base,
      ObjectModules objects,
      PolicyModule policies,
      ControllerModule controllers,
      Duration stuckAfter) {
    var api = base.connection().api();
    List<Monitored> parts =
        List.of(
            base.catalogs(),
            base.reserved(),
            policies,
            objects.protection(),
            controllers,
            objects.capture(),
            objects.restore());
    var silent =
        new SilentWatches(
            () -> watches(parts), path -> served(api, path), stuckAfter, System::nanoTime);
    var timer = Repeating.named("watches");
    timer.every(stuckAfter.dividedBy(LOOKS), silent);
    return new HealthModule(controllers.reconcilers(), parts, silent, timer);
  }

  Vitals vitals() {
    return new Vitals(
        reconcilers.started(),
        parts.stream().flatMap(part -> part.queues().stream()).toList(),
        watches(parts),
        silent.paths());
  }

  private static List<WatchState> watches(List<Monitored> parts) {
    return parts.stream().flatMap(part -> part.watches().stream()).toList();
  }

  private static boolean served(ApiServer api, String path) {
    try {
      api.get(path + "?limit=1");
      return true;
    } catch (ApiException | UncheckedIOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    timer.drain(Duration.ZERO);
  }
}
