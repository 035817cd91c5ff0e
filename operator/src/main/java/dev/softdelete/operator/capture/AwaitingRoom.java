package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.ObjectKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects whose capture waits for room within a limit, by namespace, in the order in which they
 * began to wait. The list is lost with the process: the next leader captures them again, and they
 * wait again.
 */
public final class AwaitingRoom {
  /** More objects than these in one namespace are tried again by the clock alone. */
  private static final int MOST = 1000;

  /** The key "" stands for cluster-scoped objects. */
  private final Map<String, Set<ObjectKey>> byNamespace = new TreeMap<>();

  synchronized void add(ObjectKey key) {
    Set<ObjectKey> here =
        byNamespace.computeIfAbsent(key.namespace().orElse(""), n -> new LinkedHashSet<>());
    if (here.size() < MOST) {
      here.add(key);
    }
  }

  synchronized void remove(ObjectKey key) {
    byNamespace.computeIfPresent(
        key.namespace().orElse(""),
        (namespace, here) -> {
          here.remove(key);
          return here.isEmpty() ? null : here;
        });
  }

  /** Returns the namespaces in which objects wait; empty stands for cluster-scoped objects. */
  synchronized List<Optional<String>> namespaces() {
    return byNamespace.keySet().stream()
        .map(namespace -> Optional.of(namespace).filter(n -> !n.isEmpty()))
        .toList();
  }

  /** Returns those that have waited longest in a namespace. */
  synchronized List<ObjectKey> first(Optional<String> namespace, int count) {
    return byNamespace.getOrDefault(namespace.orElse(""), Set.of()).stream().limit(count).toList();
  }
}
