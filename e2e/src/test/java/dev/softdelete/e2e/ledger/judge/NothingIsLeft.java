package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Once all is calm, nothing is on its way any more. */
final class NothingIsLeft implements Check {
  private static final Duration GRACE = Duration.ofSeconds(10);

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return Stream.of(
            evidence.objects().stream().filter(Life::alive).flatMap(o -> object(o, evidence)),
            evidence.records().stream().filter(Life::alive).flatMap(r -> record(r, evidence)),
            copies(evidence),
            new WaitingManifests().violations(evidence))
        .flatMap(s -> s);
  }

  private static Stream<Violation> object(Life object, Evidence evidence) {
    Version last = object.last();
    if (last.deleting()) {
      return object.is("Namespace")
          ? Stream.of(Violation.of(Wrong.NAMESPACE_ENDING, object, told(last)))
          : held(object, evidence).stream();
    }
    return Mark.on(last).stream()
        .map(
            mark ->
                Violation.of(Wrong.MARK_LEFT, object, mark.toString())
                    .with(Trait.RECORD_LED_ON, RestoredIsEqual.recordLedOn(object, evidence))
                    .with(Trait.STILL_MARKED, !mark.request().isEmpty())
                    .with(
                        Trait.RESTORED_AS_ANOTHER,
                        ManifestsAreApplied.restoredAsAnother(object, evidence)));
  }

  /** In Hold mode its record keeps it. */
  private static Optional<Violation> held(Life object, Evidence evidence) {
    Optional<Life> record =
        evidence.recordsOf(object.uid()).stream().filter(Life::alive).findFirst();
    if (record.filter(NothingIsLeft::holds).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Violation.of(Wrong.HELD, object, told(object.last()) + ", its record: " + record)
            .with(Trait.RECORD_ENDS, record.filter(r -> r.last().deleting()).isPresent())
            .with(Trait.RESTORE_ASKED, record.filter(r -> asked(r.last())).isPresent()));
  }

  private static boolean holds(Life record) {
    return record.last().text("/spec/mode").equals("Hold") && !record.last().deleting();
  }

  private static Stream<Violation> record(Life record, Evidence evidence) {
    Version last = record.last();
    if (last.deleting()) {
      return last.json().at("/spec/legalHold").asBoolean()
          ? Stream.of()
          : Stream.of(ending(record, last));
    }
    if (Evidence.state(last).equals("RESTORING")) {
      return last.text("/spec/resource/kind").equals("Namespace")
          ? Stream.of()
          : Stream.of(restoring(record, last, evidence));
    }
    return overdue(last, evidence.end()) && !groupIsRestored(last, evidence)
        ? Stream.of(Violation.of(Wrong.RECORD_OVERDUE, record, told(last)))
        : Stream.of();
  }

  private static Violation ending(Life record, Version last) {
    String reason = reason(last);
    return Violation.of(Wrong.RECORD_ENDING, record, told(last))
        .with(Trait.RESTORE_ASKED, asked(last))
        .with(Trait.WAITS_FOR_HELD, reason.equals("StillTerminating"))
        .with(Trait.WAITS_FOR_NAME, reason.equals("NameConflict"))
        .with(Trait.WAITS_FOR_NAMESPACE, reason.equals("NamespaceMissing"));
  }

  private static Violation restoring(Life record, Version last, Evidence evidence) {
    boolean gone =
        evidence.ofUid(last.text("/status/restoredAs/uid")).filter(o -> !o.alive()).isPresent();
    return Violation.of(Wrong.RECORD_RESTORING, record, told(last))
        .with(Trait.RESTORED_IS_GONE, gone);
  }

  private static boolean asked(Version record) {
    return record.annotation("softdelete.dev/restore").equals("true");
  }

  /** A restore that was asked for outlives the purge time; so does a legal hold. */
  private static boolean overdue(Version record, Instant now) {
    String purge = record.text("/spec/purgeTime");
    return Evidence.state(record).equals("DELETED")
        && !purge.isEmpty()
        && !record.json().at("/spec/legalHold").asBoolean()
        && !asked(record)
        && Instant.parse(purge).plus(GRACE).isBefore(now);
  }

  /** A member of a group outlives its purge time as well while its group is being restored. */
  private static boolean groupIsRestored(Version record, Evidence evidence) {
    return evidence.recordsOf(record.text("/spec/deletionGroup")).stream()
        .filter(Life::alive)
        .map(Life::last)
        .anyMatch(root -> Evidence.state(root).equals("RESTORING") || asked(root));
  }

  /** What an interrupted capture left stays until the record ends: that is decided so. */
  private static Stream<Violation> copies(Evidence evidence) {
    return evidence.snapshots().left().stream()
        .filter(c -> evidence.recordsOf(Snapshots.uid(c)).stream().noneMatch(Life::alive))
        .filter(c -> !heldStill(c, evidence))
        .map(c -> Violation.of(Wrong.SNAPSHOT_LEFT, c, "of uid " + Snapshots.uid(c)));
  }

  private static boolean heldStill(Life copy, Evidence evidence) {
    return evidence.ofUid(Snapshots.uid(copy)).filter(Life::alive).isPresent();
  }

  private static String reason(Version record) {
    for (var condition : record.json().at("/status/conditions")) {
      if (condition.path("type").asText().equals("Restored")) {
        return condition.path("reason").asText();
      }
    }
    return "";
  }

  private static String told(Version version) {
    return "%s deletionTimestamp=%s finalizers=%s annotations=%s status=%s purgeTime=%s"
        .formatted(
            version,
            version.text("/metadata/deletionTimestamp"),
            version.finalizers(),
            version.json().at("/metadata/annotations"),
            version.json().path("status"),
            version.text("/spec/purgeTime"));
  }
}
