package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a record keeps its copy after its object was restored. The restored object may be changed and
 * deleted on other terms, so it does not replace the copy of what was deleted.
 */
public sealed interface KeptCopy {
  /** The record is under legal hold. */
  record Held() implements KeptCopy {}

  /**
   * The record is under purge protection.
   *
   * @param time the purge time; empty if the record is kept indefinitely
   */
  record Protected(Optional<Instant> time) implements KeptCopy {}

  /** Returns why the copy is kept; empty if the record ends an hour after the restore. */
  static Optional<KeptCopy> of(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    if (Boolean.TRUE.equals(spec.legalHold())) {
      return Optional.of(new Held());
    }
    return spec.terms() != null && Boolean.TRUE.equals(spec.terms().purgeProtection())
        ? Optional.of(new Protected(Optional.ofNullable(spec.purgeTime()).map(Instant::parse)))
        : Optional.empty();
  }

  /** Returns when the copy is no longer kept; empty if no time ends that. */
  default Optional<Instant> until() {
    return switch (this) {
      case Held h -> Optional.empty();
      case Protected p -> p.time();
    };
  }

  /** Returns the reason in one sentence, for a condition. */
  default String message() {
    return switch (this) {
      case Held h -> "Its copy is kept under legal hold, until the hold is lifted.";
      case Protected p ->
          "Its copy is under purge protection and is kept "
              + p.time().map(time -> "until " + time).orElse("indefinitely")
              + ".";
    };
  }
}
