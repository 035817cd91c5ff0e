package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import java.util.stream.Stream;

/** What was restored at the end, under a name that nobody else uses, came back. */
final class ProofsAreRestored implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.records().stream()
        .filter(r -> r.alive() && r.last().annotation(Judge.RESTORE_AS).startsWith(Judge.PROOF))
        .filter(r -> !Evidence.state(r.last()).equals("RESTORED"))
        .map(r -> violation(r, evidence));
  }

  private static Violation violation(Life record, Evidence evidence) {
    return Violation.of(
            Wrong.NOT_RESTORABLE, record, record.last().json().path("status").toString())
        .with(Trait.RECORD_MOVED, RestoredOnce.movedMeanwhile(record, evidence));
  }
}
