package dev.softdelete.e2e.ledger.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What etcd has told so far. Written by the watch, read by the workers meanwhile and by the judge
 * at the end.
 */
public final class History {
  /** What the operator and its users leave in etcd; everything else is not kept. */
  private static final Set<String> FOLLOWED =
      Set.of(
          "ConfigMap",
          "Secret",
          "Service",
          "Deployment",
          "Gadget",
          "Namespace",
          "DeletedResource",
          "SoftDeletePolicy");

  private final Map<String, Life> byKey = new HashMap<>();
  private final List<Life> lives = new ArrayList<>();
  private long revision;
  private long changed = System.nanoTime();

  /** A key was written. */
  public synchronized void put(String key, long at, byte[] stored) {
    revision = at;
    if (!followed(key)) {
      return;
    }
    var version = new Version(at, stored);
    if (!FOLLOWED.contains(version.text("/kind"))) {
      return;
    }
    Life life = byKey.get(key);
    if (life == null || !life.uid().equals(version.text("/metadata/uid"))) {
      life = new Life(version);
      byKey.put(key, life);
      lives.add(life);
    } else {
      life.add(version);
    }
    changed = System.nanoTime();
  }

  /** A key was deleted. */
  public synchronized void delete(String key, long at) {
    revision = at;
    Life life = byKey.remove(key);
    if (life != null) {
      life.end(at);
      changed = System.nanoTime();
    }
  }

  private static boolean followed(String key) {
    return !key.startsWith("/registry/events/")
        && !key.startsWith("/registry/leases/")
        && !key.startsWith("/registry/masterleases/");
  }

  /** As they are now, in the order of their creation. */
  public synchronized List<Life> lives() {
    return lives.stream().map(Life::copy).toList();
  }

  /** How far it has come. */
  public synchronized long revision() {
    return revision;
  }

  /** When something of what is followed changed last, as by {@link System#nanoTime()}. */
  public synchronized long changed() {
    return changed;
  }

  /** What lives under a name now. */
  public synchronized Optional<Version> live(String kind, String namespace, String name) {
    return byKey.values().stream()
        .filter(l -> l.is(kind) && l.namespace().equals(namespace) && l.name().equals(name))
        .findFirst()
        .map(Life::last);
  }

  /** The records there are now of what had that name; the newest last. */
  public synchronized List<Version> records(String kind, String namespace, String name) {
    return lives.stream()
        .filter(l -> l.alive() && l.is("DeletedResource"))
        .map(Life::last)
        .filter(
            r ->
                r.text("/spec/resource/kind").equals(kind)
                    && r.text("/spec/resource/namespace").equals(namespace)
                    && r.text("/spec/resource/name").equals(name))
        .toList();
  }
}
