package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A record restores the last version that there was of its object. */
final class RecordHasLastWrite implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.objects().stream()
        .filter(o -> !o.alive() && o.last().retained() && !DeletedIsRecorded.bypassed(o))
        .flatMap(o -> violation(o, evidence).stream());
  }

  private static Optional<Violation> violation(Life object, Evidence evidence) {
    List<Life> records =
        evidence.recordsOf(object.uid()).stream().filter(r -> !ends(r, object)).toList();
    if (records.isEmpty()) {
      return Optional.empty();
    }
    Version record = records.getLast().last();
    Optional<JsonNode> copy = evidence.snapshots().readable(record);
    return copy.filter(c -> !same(c, object.last().json()))
        .map(c -> violation(object, record, c, evidence));
  }

  /** What is being purged is let go as it is. */
  private static boolean ends(Life record, Life object) {
    return record.deletion().filter(d -> d.revision() < object.gone()).isPresent();
  }

  private static boolean same(JsonNode before, JsonNode after) {
    return Content.of(before).equals(Content.of(after))
        && Content.status(before).equals(Content.status(after));
  }

  private static Violation violation(
      Life object, Version record, JsonNode copy, Evidence evidence) {
    long captured = copy.at("/metadata/resourceVersion").asLong();
    long recorded = referred(evidence.recordsOf(object.uid()), record);
    List<Version> lost =
        object.versions().stream()
            .filter(v -> v.revision() > captured && !same(copy, v.json()))
            .toList();
    String writes =
        String.join(
            ", ",
            lost.stream()
                .map(v -> Content.stamp(v.json()))
                .distinct()
                .map(s -> evidence.journal().by(s).map(Objects::toString).orElse(s))
                .toList());
    return Violation.of(
            Wrong.WRITE_LOST,
            object,
            "captured at %d, recorded at %d, last version %s, gone at %d; lost: %s; %s"
                .formatted(
                    captured,
                    recorded,
                    object.last(),
                    object.gone(),
                    writes,
                    Content.differences(Content.of(copy), Content.of(object.last().json()))))
        .with(Trait.AFTER_RECORD, lost.stream().allMatch(v -> v.revision() > recorded))
        .with(Trait.WHILE_TERMINATING, lost.stream().allMatch(Version::deleting));
  }

  /** The revision since which a record refers to that copy. */
  private static long referred(List<Life> records, Version last) {
    String sha = last.text("/spec/snapshot/sha256");
    return records.stream()
        .flatMap(r -> r.versions().stream())
        .filter(v -> v.text("/spec/snapshot/sha256").equals(sha))
        .mapToLong(Version::revision)
        .min()
        .orElse(last.revision());
  }
}
