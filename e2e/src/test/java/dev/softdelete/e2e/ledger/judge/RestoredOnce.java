package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What came back is noted in its record, and does not come back again. */
final class RestoredOnce implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.objects().stream()
        .filter(o -> !evidence.restoredFrom(o.uid()).isEmpty())
        .flatMap(o -> Stream.concat(twice(o, evidence).stream(), notNoted(o, evidence).stream()));
  }

  private static Optional<Violation> twice(Life object, Evidence evidence) {
    List<Life> restored = evidence.restoredFrom(object.uid());
    if (restored.size() < 2 || keptOnHold(object, evidence)) {
      return Optional.empty();
    }
    return Optional.of(
        Violation.of(Wrong.RESTORED_TWICE, object, "it came back as " + restored)
            .with(Trait.DELETED_WHILE_MARKED, allButOne(restored, Mark::deletedWhileMarked))
            .with(
                Trait.CREATE_NOT_FINISHED,
                allButOne(restored, r -> Mark.deletedWhileMarked(r) || notFinished(r, evidence)))
            .with(Trait.RECORD_MOVED, moved(restored)));
  }

  /** A copy under legal hold outlives its restore, and may be restored again. */
  private static boolean keptOnHold(Life object, Evidence evidence) {
    return evidence.recordsOf(object.uid()).stream()
        .flatMap(record -> record.versions().stream())
        .anyMatch(
            v ->
                v.json().at("/status").hasNonNull("restoredAs")
                    && v.json().at("/spec/legalHold").asBoolean());
  }

  private static boolean allButOne(List<Life> restored, Predicate<Life> which) {
    return restored.stream().filter(which.negate()).count() <= 1;
  }

  /** It was restored while it was restored as something else, and keeps its mark. */
  private static boolean notFinished(Life restored, Evidence evidence) {
    return Mark.of(restored).isPresent()
        && restored.versions().stream().allMatch(v -> Mark.on(v).isPresent())
        && ManifestsAreApplied.restoredAsAnother(restored, evidence);
  }

  /** One restore was of the record in one namespace, another of that in another. */
  private static boolean moved(List<Life> restored) {
    return restored.stream()
            .flatMap(r -> Mark.of(r).stream())
            .map(Mark::namespace)
            .distinct()
            .count()
        > 1;
  }

  private static Optional<Violation> notNoted(Life object, Evidence evidence) {
    List<Life> restored = evidence.restoredFrom(object.uid());
    return evidence.recordsOf(object.uid()).stream()
        .filter(r -> r.alive() && !r.last().deleting())
        .filter(r -> Evidence.state(r.last()).equals("DELETED"))
        .findFirst()
        .map(
            record ->
                Violation.of(Wrong.RESTORE_NOT_NOTED, record, "it came back as " + restored)
                    .with(
                        Trait.DELETED_WHILE_MARKED,
                        restored.stream().allMatch(Mark::deletedWhileMarked))
                    .with(Trait.RECORD_MOVED, movedMeanwhile(record, evidence)));
  }

  /** Whether every restore was of the record that this one was before it was moved. */
  static boolean movedMeanwhile(Life record, Evidence evidence) {
    List<Life> restored = evidence.restoredFrom(Evidence.deleted(record));
    return !restored.isEmpty()
        && restored.stream()
            .flatMap(r -> Mark.of(r).stream())
            .noneMatch(m -> m.namespace().equals(record.namespace()));
  }
}
