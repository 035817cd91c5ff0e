package dev.softdelete.operator.app;

import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.stop.Drainable;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stops JOSDK's reconcilers in two steps: first the reconcilers and the election, then their
 * watches, which the webhook needs until its own end. {@link Operator#stop()} alone would stop the
 * watches first.
 *
 * @param paths the path that each reconciler watches, by the reconciler's name
 */
record Reconcilers(Operator sdk, Map<String, String> paths) implements Drainable, AutoCloseable {

  boolean started() {
    return sdk.getRuntimeInfo().isStarted();
  }

  /** Returns the watches that JOSDK reports as unhealthy, for the liveness probe. */
  List<WatchState> watches() {
    var states = new ArrayList<WatchState>();
    for (RegisteredController<?> controller : sdk.getRegisteredControllers()) {
      String path = paths.get(controller.getConfiguration().getName());
      controller
          .getControllerHealthInfo()
          .unhealthyEventSources()
          .values()
          .forEach(source -> states.addAll(states(path, source)));
    }
    return states;
  }

  private static List<WatchState> states(String path, EventSourceHealthIndicator source) {
    return source instanceof InformerWrappingEventSourceHealthIndicator<?> informers
        ? informers.informerHealthIndicators().values().stream()
            .map(informer -> new WatchState(path, informer.isRunning(), informer.isWatching()))
            .toList()
        : List.of();
  }

  /** Stops the reconcilers and the election. Tasks in JOSDK's executors do not run any more. */
  @Override
  public void drain(Duration atMost) {
    endProcessing();
    executors().stop(atMost);
    // This replica may have become the leader in between.
    endProcessing();
  }

  private void endProcessing() {
    for (RegisteredController<?> controller : sdk.getRegisteredControllers()) {
      ((Controller<?>) controller).getEventProcessor().stop();
    }
  }

  private ExecutorServiceManager executors() {
    return sdk.getConfigurationService().getExecutorServiceManager();
  }

  @Override
  public void close() {
    // JOSDK stops event sources in its executors, so these must run again.
    executors().start(sdk.getConfigurationService());
    sdk.stop();
  }
}
