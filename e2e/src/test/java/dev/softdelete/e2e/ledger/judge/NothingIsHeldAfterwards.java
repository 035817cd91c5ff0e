package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import java.util.stream.Stream;

/** Without policies nothing has the finalizer any more. */
final class NothingIsHeldAfterwards implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return Stream.concat(
        evidence.lives().stream()
            .filter(l -> l.alive() && l.is("SoftDeletePolicy"))
            .map(l -> ending(l, evidence)),
        evidence.objects().stream()
            .filter(o -> o.alive() && o.last().retained())
            .map(o -> held(o, evidence)));
  }

  private static Violation ending(Life policy, Evidence evidence) {
    boolean recordEnds =
        evidence.objects().stream()
            .anyMatch(o -> o.alive() && o.last().retained() && recordEnds(o, evidence));
    return Violation.of(Wrong.POLICY_ENDING, policy, policy.last().json().path("status").toString())
        .with(Trait.RECORD_ENDS, recordEnds);
  }

  private static Violation held(Life object, Evidence evidence) {
    return Violation.of(
            Wrong.FINALIZER_LEFT,
            object,
            "%s, deleting: %s".formatted(object.last(), object.last().deleting()))
        .with(Trait.RECORD_ENDS, object.last().deleting() && recordEnds(object, evidence));
  }

  private static boolean recordEnds(Life object, Evidence evidence) {
    return evidence.recordsOf(object.uid()).stream()
        .anyMatch(r -> r.alive() && r.last().deleting());
  }
}
