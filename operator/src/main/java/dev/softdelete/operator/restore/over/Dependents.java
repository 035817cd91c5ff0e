package dev.softdelete.operator.restore.over;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the objects of a namespace that the garbage collector deletes after their owner. It lists
 * the metadata of the whole namespace, which only a preview may do.
 */
final class Dependents {
  private static final Set<String> NOT_LISTED =
      Set.of("events", "events.events.k8s.io", "deletedresources.softdelete.dev");

  private record Dependent(String uid, String kind) {}

  private final MetadataList lists;
  private final Discovery discovery;

  Dependents(ApiServer api, Discovery discovery) {
    this.lists = new MetadataList(api);
    this.discovery = discovery;
  }

  /**
   * Returns the number of direct and indirect dependents by kind. A kind that cannot be listed is
   * left out.
   *
   * @param uid the uid of the owner
   */
  Map<String, Integer> of(String namespace, String uid) {
    Map<String, List<Dependent>> byOwner = new HashMap<>();
    discovery.resources().stream()
        .filter(type -> type.namespaced() && type.verbs().contains("list"))
        .filter(type -> !NOT_LISTED.contains(type.groupResource()))
        .forEach(type -> read(type, namespace, byOwner));
    return count(uid, byOwner);
  }

  private void read(ResourceType type, String namespace, Map<String, List<Dependent>> byOwner) {
    try {
      lists.forEach(
          type.path(Optional.of(namespace)),
          object -> {
            for (OwnerReference owner : object.owners()) {
              byOwner
                  .computeIfAbsent(owner.uid(), o -> new ArrayList<>())
                  .add(new Dependent(object.uid(), type.kind()));
            }
          });
    } catch (ApiException e) {
      // The server of another API group may be down. The count is for information only.
      return;
    }
  }

  /** An owner reference may be part of a circle, and an object may have several owners. */
  private static Map<String, Integer> count(String uid, Map<String, List<Dependent>> byOwner) {
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> seen = new HashSet<>(Set.of(uid));
    Deque<String> owners = new ArrayDeque<>(List.of(uid));
    while (!owners.isEmpty()) {
      for (Dependent dependent : byOwner.getOrDefault(owners.remove(), List.of())) {
        if (seen.add(dependent.uid())) {
          counts.merge(dependent.kind(), 1, Integer::sum);
          owners.add(dependent.uid());
        }
      }
    }
    return counts;
  }
}
