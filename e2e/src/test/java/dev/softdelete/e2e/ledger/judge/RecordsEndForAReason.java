package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record goes because somebody purged it, its time was over, its object came back, or another
 * record of the same deletion is there; never under a legal hold.
 */
final class RecordsEndForAReason implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.records().stream()
        .filter(r -> !r.alive() && evidence.ofUid(Evidence.deleted(r)).isPresent())
        .filter(r -> !moved(r, evidence))
        .flatMap(r -> violation(r, evidence).stream());
  }

  private static Optional<Violation> violation(Life record, Evidence evidence) {
    Version last = record.last();
    String told =
        "deleted at %s, to be purged at %s, gone at %d"
            .formatted(
                last.text("/metadata/deletionTimestamp"),
                last.text("/spec/purgeTime"),
                record.gone());
    // One that is set later may come too late: the purge is under way.
    Version deleted = record.deletion().orElse(last);
    if (deleted.json().at("/spec/legalHold").asBoolean()) {
      return Optional.of(Violation.of(Wrong.PURGED_UNDER_HOLD, record, told));
    }
    return cameBack(last) || asked(record, evidence) || expired(deleted)
        ? Optional.empty()
        : Optional.of(Violation.of(Wrong.RECORD_LOST, record, told));
  }

  private static boolean moved(Life record, Evidence evidence) {
    return evidence.recordsOf(Evidence.deleted(record)).stream()
        .anyMatch(other -> other != record && other.aliveAt(record.gone()));
  }

  private static boolean cameBack(Version record) {
    return record.json().at("/status").hasNonNull("restoredAs");
  }

  /** Of any record of the deletion: it may have moved with its namespace since. */
  private static boolean asked(Life record, Evidence evidence) {
    return evidence.recordsOf(Evidence.deleted(record)).stream()
        .anyMatch(r -> purgeAsked(r, evidence));
  }

  private static boolean purgeAsked(Life record, Evidence evidence) {
    return evidence
        .journal()
        .deleted(
            "/apis/softdelete.dev/v1/namespaces/%s/deletedresources/%s"
                .formatted(record.namespace(), record.name()));
  }

  /** Timestamps tell whole seconds. */
  private static boolean expired(Version record) {
    String purge = record.text("/spec/purgeTime");
    String deleted = record.text("/metadata/deletionTimestamp");
    return !purge.isEmpty()
        && !deleted.isEmpty()
        && !Instant.parse(deleted).plusSeconds(1).isBefore(Instant.parse(purge));
  }
}
