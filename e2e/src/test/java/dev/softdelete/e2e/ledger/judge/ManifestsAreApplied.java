package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Sent;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;
import java.util.stream.Stream;

/** What an acknowledged create said is in what it created, also where the create was a restore. */
final class ManifestsAreApplied implements Check {
  /** A manifest of which nothing but the name counts. */
  private static final String NOTHING_ELSE = "CREATE_RESTORE ";

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.journal().all().stream()
        .filter(s -> s.created() && !s.what().startsWith(NOTHING_ELSE))
        .flatMap(s -> violation(s, evidence).stream());
  }

  private static Optional<Violation> violation(Sent sent, Evidence evidence) {
    return evidence
        .ofUid(sent.uid())
        .filter(o -> Mark.of(o).filter(m -> !m.request().isEmpty()).isPresent())
        .filter(o -> o.versions().stream().noneMatch(v -> by(v, sent)))
        .filter(o -> !overtaken(o) && !DeletedIsRecorded.bypassed(o))
        .map(o -> violation(sent, o, evidence));
  }

  private static boolean by(Version version, Sent sent) {
    return Content.stamp(version.json()).equals(sent.stamp());
  }

  /** Whether somebody wrote it before it was applied: a later manifest stands. */
  private static boolean overtaken(Life object) {
    String restored = Content.stamp(object.first().json());
    return object.versions().stream()
        .map(v -> Content.stamp(v.json()))
        .anyMatch(stamp -> !stamp.equals(restored));
  }

  private static Violation violation(Sent sent, Life object, Evidence evidence) {
    return Violation.of(Wrong.MANIFEST_LOST, object, "of " + sent)
        .with(Trait.RECORD_LED_ON, RestoredIsEqual.recordLedOn(object, evidence))
        .with(Trait.DELETED_WHILE_MARKED, Mark.deletedWhileMarked(object))
        .with(Trait.STILL_MARKED, object.alive() && Mark.on(object.last()).isPresent())
        .with(Trait.RESTORED_AS_ANOTHER, restoredAsAnother(object, evidence));
  }

  /** Whether the record that its mark names says that it came back as something else. */
  static boolean restoredAsAnother(Life object, Evidence evidence) {
    return evidence
        .restoredOf(object)
        .map(r -> r.last().text("/status/restoredAs/uid"))
        .filter(uid -> !uid.isEmpty() && !uid.equals(object.uid()))
        .isPresent();
  }
}
