package dev.softdelete.operator.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.record.RecordStep;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is to come back and has not been tried yet, by where it was. A failure makes nobody wait.
 *
 * @param waiting the stages that are waited for, by namespace; "" for what is cluster-scoped
 */
record RestoreQueue(Map<String, Set<Stage>> waiting) {
  private static final String CLUSTER = "";

  static RestoreQueue of(Collection<DeletedResource> comingBack) {
    var waiting = new HashMap<String, Set<Stage>>();
    comingBack.stream()
        .filter(RestoreQueue::untried)
        .forEach(
            record ->
                waiting
                    .computeIfAbsent(namespace(record), n -> EnumSet.noneOf(Stage.class))
                    .add(stage(record)));
    return new RestoreQueue(waiting);
  }

  /** Whether something that goes before it, and that it may need, is still to be tried. */
  boolean makesWait(DeletedResource record) {
    return untried(record)
        && (anyBefore(stage(record), CLUSTER) || anyBefore(stage(record), namespace(record)));
  }

  private boolean anyBefore(Stage stage, String namespace) {
    return waiting.getOrDefault(namespace, Set.of()).stream().anyMatch(s -> s.compareTo(stage) < 0);
  }

  /** Not begun, and not refused so far. */
  static boolean untried(DeletedResource record) {
    return RecordStep.state(record) == State.DELETED
        && (record.getStatus() == null
            || Conditions.find(record.getStatus().conditions(), "Restored").isEmpty());
  }

  private static Stage stage(DeletedResource record) {
    return Stage.of(record.getSpec().resource());
  }

  private static String namespace(DeletedResource record) {
    String namespace = record.getSpec().resource().namespace();
    return namespace == null ? CLUSTER : namespace;
  }
}
