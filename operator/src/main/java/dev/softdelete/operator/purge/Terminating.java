package dev.softdelete.operator.purge;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a namespace or a definition is going away, looked at live: what a watch knows may be a
 * moment too old, and the purge would be none. Many who ask at once share one look, but only one
 * that begins after they asked.
 */
final class Terminating {
  private record Look(long begun, boolean terminating) {}

  private final ApiServer api;
  private final Map<String, Look> last = new ConcurrentHashMap<>();

  Terminating(ApiServer api) {
    this.api = api;
  }

  /** Also when it is gone already. */
  boolean is(ResourceType type, String name) {
    long asked = System.nanoTime();
    return last.compute(
            type.path(Optional.empty(), name),
            (path, look) -> look != null && look.begun() - asked > 0 ? look : look(path))
        .terminating();
  }

  private Look look(String path) {
    long begun = System.nanoTime();
    return new Look(begun, api.findMetadata(path).map(KubeObject::deleting).orElse(true));
  }
}
