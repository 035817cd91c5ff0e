package dev.softdelete.operator.app;

import dev.softdelete.operator.health.QueueState;
import dev.softdelete.operator.health.WatchState;
import java.util.List;

/** A stage whose watches or work queues the liveness probe checks. */
interface Monitored {

  default List<QueueState> queues() {
    return List.of();
  }

  default List<WatchState> watches() {
    return List.of();
  }
}
