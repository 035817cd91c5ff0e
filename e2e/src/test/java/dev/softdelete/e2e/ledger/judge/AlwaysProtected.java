package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the policy is never edited, every object has its finalizer until it is deleted. */
final class AlwaysProtected implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.objects().stream()
        .filter(o -> evidence.steady(o))
        .flatMap(o -> first(o).map(v -> violation(o, v)).stream());
  }

  private static Optional<Version> first(Life object) {
    return object.versions().stream().filter(v -> !v.deleting() && !v.retained()).findFirst();
  }

  private static Violation violation(Life object, Version version) {
    return Violation.of(
        Wrong.UNPROTECTED,
        object,
        "its version %s has the finalizers %s".formatted(version, version.finalizers()));
  }
}
