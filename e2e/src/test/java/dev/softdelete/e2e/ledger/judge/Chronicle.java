package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Sent;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/** What happened to an object, its records, and what came back of it: by revision. */
final class Chronicle {
  private static final int SHORT = 8;

  private final Evidence evidence;

  Chronicle(Evidence evidence) {
    this.evidence = evidence;
  }

  String of(String uid) {
    var lines = new TreeMap<Long, String>();
    for (Life life : related(uid)) {
      for (Version version : life.versions()) {
        lines.put(version.revision(), line(life, version));
      }
      if (!life.alive()) {
        lines.put(life.gone(), name(life) + " gone");
      }
    }
    var text = new StringBuilder();
    lines.forEach((revision, line) -> text.append("  %7d %s%n".formatted(revision, line)));
    return text.toString();
  }

  private Set<Life> related(String uid) {
    var all = new LinkedHashSet<Life>();
    evidence.ofUid(uid).ifPresent(l -> add(l, all));
    return all;
  }

  private void add(Life life, Set<Life> all) {
    if (!all.add(life)) {
      return;
    }
    if (life.is(Evidence.RECORD)) {
      evidence.ofUid(Evidence.deleted(life)).ifPresent(o -> add(o, all));
      return;
    }
    evidence.recordsOf(life.uid()).forEach(r -> add(r, all));
    evidence.restoredFrom(life.uid()).forEach(o -> add(o, all));
    evidence.restoredOf(life).ifPresent(r -> add(r, all));
  }

  private static String name(Life life) {
    return "%s %s/%s %s"
        .formatted(life.kind(), life.namespace(), life.name(), shortened(life.uid()));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(SHORT, text.length()));
  }

  private String line(Life life, Version version) {
    return name(life)
        + (version.deleting() ? " deleting" : "")
        + " "
        + version.finalizers()
        + (life.is(Evidence.RECORD) ? record(version) : object(version));
  }

  private static String record(Version version) {
    return " state=%s restoredAs=%s copy=%s asked=%s hold=%s purge=%s %s"
        .formatted(
            Evidence.state(version),
            version.text("/status/restoredAs/uid"),
            shortened(version.text("/spec/snapshot/sha256")),
            version.annotation("softdelete.dev/restore"),
            version.text("/spec/legalHold"),
            version.text("/spec/purgeTime"),
            version.json().at("/status/conditions").findValuesAsText("reason"));
  }

  private String object(Version version) {
    String stamp = Content.stamp(version.json());
    return " mark=%s %s"
        .formatted(
            Mark.on(version).map(Mark::toString).orElse("none"),
            evidence.journal().by(stamp).map(Sent::toString).orElse(stamp));
  }
}
