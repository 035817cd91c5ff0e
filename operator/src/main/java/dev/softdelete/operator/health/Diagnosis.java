package dev.softdelete.operator.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds problems of the program that a restart may solve. */
public final class Diagnosis {
  private Diagnosis() {}

  /**
   * Decides from the observed state.
   *
   * @param gracePeriod how long a worker may take for one item
   * @return a sentence for each problem; empty when the program is healthy
   */
  public static List<String> of(Vitals vitals, Duration gracePeriod) {
    var problems = new ArrayList<String>();
    if (!vitals.reconcilersStarted()) {
      problems.add("The reconcilers do not run.");
    }
    for (QueueState queue : vitals.queues()) {
      if (!queue.open()) {
        problems.add("The work queue of " + queue.name() + " takes no work any more.");
      }
      queue
          .oldest()
          .filter(busy -> busy.since().compareTo(gracePeriod) > 0)
          .ifPresent(busy -> problems.add(stuck(queue, busy)));
    }
    for (WatchState watch : vitals.watches()) {
      if (!watch.running()) {
        problems.add("The watch of " + watch.path() + " has ended.");
      } else if (vitals.silent().contains(watch.path())) {
        problems.add(
            "The watch of "
                + watch.path()
                + " does not come back, although the API server serves it.");
      }
    }
    return List.copyOf(problems);
  }

  private static String stuck(QueueState queue, QueueState.Busy busy) {
    return "The work queue of "
        + queue.name()
        + " is stuck: "
        + busy.item()
        + " has been worked on for "
        + busy.since().toSeconds()
        + " s.";
  }
}
