package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Sent;
import java.util.Set;
import java.util.stream.Stream;

/** What was answered with a version of an object is in the history as such. */
final class AcknowledgedIsStored implements Check {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.journal().all().stream()
        .filter(s -> s.acknowledged() && WRITES.contains(s.method()))
        .filter(s -> s.revision() > 0 && !stored(s, evidence))
        .map(
            s ->
                new Violation(
                    Wrong.NOT_STORED,
                    Set.of(),
                    s.path(),
                    s.uid(),
                    s + " wrote version " + s.revision() + " of uid " + s.uid()));
  }

  private static boolean stored(Sent sent, Evidence evidence) {
    return evidence
        .ofUid(sent.uid())
        .filter(life -> has(life, sent.revision()) || wasItsEnd(life, sent.revision()))
        .isPresent();
  }

  private static boolean has(Life life, long revision) {
    return life.versions().stream().anyMatch(v -> v.revision() == revision);
  }

  /** An update that takes the last finalizer off is answered with the version that it deleted. */
  private static boolean wasItsEnd(Life life, long revision) {
    return !life.alive() && revision >= life.last().revision() && revision <= life.gone();
  }
}
