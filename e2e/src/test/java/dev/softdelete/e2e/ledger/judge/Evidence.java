package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that happened, sorted for the checks. */
final class Evidence {
  static final String RECORD = "DeletedResource";
  private static final Set<String> KINDS =
      Set.of("ConfigMap", "Secret", "Service", "Deployment", "Gadget");

  private final Ground ground;
  private final Journal journal;
  private final Instant end;
  private final List<Life> lives;
  private final List<Life> objects = new ArrayList<>();
  private final List<Life> records = new ArrayList<>();
  private final Map<String, Life> byUid = new HashMap<>();
  private final Map<String, List<Life>> recordsOf = new HashMap<>();
  private final Map<String, List<Life>> restoredFrom = new HashMap<>();
  private final Snapshots snapshots;

  /**
   * Sorts it.
   *
   * @param end when it was over
   */
  Evidence(List<Life> lives, Journal journal, Ground ground, Instant end) {
    this.lives = lives;
    this.journal = journal;
    this.ground = ground;
    this.end = end;
    this.snapshots = new Snapshots(lives, ground.operatorNamespace());
    for (Life life : lives) {
      byUid.put(life.uid(), life);
      if (life.is(RECORD)) {
        records.add(life);
        recordsOf.computeIfAbsent(deleted(life), u -> new ArrayList<>()).add(life);
      } else if (isObject(life)) {
        objects.add(life);
      }
    }
    for (Life object : objects) {
      restoredOf(object)
          .ifPresent(
              record ->
                  restoredFrom
                      .computeIfAbsent(deleted(record), u -> new ArrayList<>())
                      .add(object));
    }
  }

  private boolean isObject(Life life) {
    boolean named =
        life.is("Namespace")
            ? ground.whole().contains(life.name())
            : KINDS.contains(life.kind()) && ground.namespaces().contains(life.namespace());
    // What the system puts into each namespace is not covered.
    return named && !life.name().equals("kube-root-ca.crt");
  }

  Ground ground() {
    return ground;
  }

  Journal journal() {
    return journal;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  Instant end() {
    return end;
  }

  List<Life> lives() {
    return lives;
  }

  /** Whether the policy that covers an object is never edited. */
  boolean steady(Life object) {
    return object.is("Namespace")
        ? ground.whole().contains(object.name())
        : ground.steady().contains(object.namespace());
  }

  /** What the test has created, or a restore. */
  List<Life> objects() {
    return objects;
  }

  List<Life> records() {
    return records;
  }

  Optional<Life> ofUid(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  /** The records of an object: one that moves is another. In the order of their creation. */
  List<Life> recordsOf(String uid) {
    return recordsOf.getOrDefault(uid, List.of());
  }

  /** As what an object came back by its record, however often. */
  List<Life> restoredFrom(String uid) {
    return restoredFrom.getOrDefault(uid, List.of());
  }

  /** Of which record an object is the restore. */
  Optional<Life> restoredOf(Life object) {
    return Mark.of(object)
        .flatMap(
            mark ->
                records.stream()
                    .filter(r -> r.namespace().equals(mark.namespace()))
                    .filter(r -> r.name().equals(mark.record()))
                    .filter(r -> r.first().revision() < object.first().revision())
                    .reduce((earlier, later) -> later));
  }

  /** The uid of what a record speaks of. */
  static String deleted(Life record) {
    return record.first().text("/spec/resource/uid");
  }

  static String state(Version record) {
    String state = record.text("/status/state");
    return state.isEmpty() ? "DELETED" : state;
  }
}
