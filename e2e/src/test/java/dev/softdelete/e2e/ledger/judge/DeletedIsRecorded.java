package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;
import java.util.stream.Stream;

/** What is gone and was held by the finalizer has a record, or somebody wanted it gone for good. */
final class DeletedIsRecorded implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    var policy = new EditedPolicy(evidence);
    return evidence.objects().stream()
        .filter(o -> !o.alive() && o.versions().stream().anyMatch(Version::retained))
        .filter(o -> !recorded(o, evidence) && !bypassed(o) && !policy.letGo(o))
        .map(o -> Violation.of(Wrong.LOST, o, told(o)));
  }

  private static boolean recorded(Life object, Evidence evidence) {
    return evidence.recordsOf(object.uid()).stream()
        .anyMatch(r -> r.first().revision() < object.gone());
  }

  /** Also when somebody asked for it after the delete: then it is let go as it is. */
  static boolean bypassed(Life object) {
    return object.last().annotation("softdelete.dev/bypass").equals("true");
  }

  private static String told(Life object) {
    Optional<Version> deletion = object.deletion();
    return "its last version is %s, %s, gone at %d, and no record was written before"
        .formatted(
            object.last(),
            deletion.map(d -> "deleted at " + d.revision()).orElse("never deleted"),
            object.gone());
  }
}
