package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;
import java.util.stream.Stream;

/** What a record says is deleted has its copy, and the copy is what the record says. */
final class CopiesAreKept implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.records().stream()
        .filter(r -> r.alive() && !r.last().deleting())
        .filter(r -> Evidence.state(r.last()).equals("DELETED"))
        .flatMap(r -> violation(r, evidence).stream());
  }

  private static Optional<Violation> violation(Life record, Evidence evidence) {
    Version last = record.last();
    if (!evidence.snapshots().kept(last)) {
      return Optional.of(
          Violation.of(Wrong.SNAPSHOT_MISSING, record, "its copy is gone")
              .with(Trait.RECORD_MOVED, RestoredOnce.movedMeanwhile(record, evidence)));
    }
    try {
      var _ = evidence.snapshots().payload(last);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(Violation.of(Wrong.SNAPSHOT_CORRUPT, record, e.toString()));
    }
  }
}
