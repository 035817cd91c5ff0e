package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreProgress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The records that are to be restored and have not been tried yet, by original namespace. A failed
 * record does not make other records wait.
 *
 * @param waiting the stages of these records, by namespace; "" for cluster-scoped objects
 */
record RestoreQueue(Map<String, Set<RestoreOrder>> waiting) {
  private static final String CLUSTER = "";

  static RestoreQueue of(Collection<DeletedResource> comingBack) {
    var waiting = new HashMap<String, Set<RestoreOrder>>();
    comingBack.stream()
        .filter(RestoreQueue::untried)
        .forEach(
            record ->
                waiting
                    .computeIfAbsent(namespace(record), n -> EnumSet.noneOf(RestoreOrder.class))
                    .add(stage(record)));
    return new RestoreQueue(waiting);
  }

  /** Whether a record of an earlier stage that this one may need has not been tried yet. */
  boolean makesWait(DeletedResource record) {
    return untried(record)
        && (anyBefore(stage(record), CLUSTER) || anyBefore(stage(record), namespace(record)));
  }

  private boolean anyBefore(RestoreOrder stage, String namespace) {
    return waiting.getOrDefault(namespace, Set.of()).stream().anyMatch(s -> s.compareTo(stage) < 0);
  }

  /** Whether the restore of the record has neither begun nor been refused. */
  static boolean untried(DeletedResource record) {
    return RecordStep.state(record) == State.DELETED
        && RestoreProgress.of(record) instanceof RestoreProgress.NotTried;
  }

  private static RestoreOrder stage(DeletedResource record) {
    return RestoreOrder.of(record.getSpec().resource());
  }

  private static String namespace(DeletedResource record) {
    String namespace = record.getSpec().resource().namespace();
    return namespace == null ? CLUSTER : namespace;
  }
}
