package dev.softdelete.operator.capture;

import dev.softdelete.api.Mode;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.ObjectTerms;
import dev.softdelete.operator.policy.Usage;
import dev.softdelete.operator.reserve.NameHolder;
import java.util.Optional;

/** Compares what a capture adds to its namespace with the limits of the object's policy. */
final class CaptureLimits {
  private final CaptureContextLoader contexts;
  private final NameHolder names;
  private final String operatorNamespace;
  private final ServerClock clock;

  CaptureLimits(
      CaptureContextLoader contexts,
      NameHolder names,
      String operatorNamespace,
      ServerClock clock) {
    this.contexts = contexts;
    this.names = names;
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
  }

  /**
   * Returns the limit that the capture would exceed, if any. An object that has a record is already
   * counted and is not checked again. An object that is deleted with its namespace or definition is
   * not checked either, nor is any object whose policy is being deleted, because a waiting object
   * would block that deletion.
   */
  Optional<String> exceeded(HeldPayload held, CaptureContext deleted) {
    return deleted
        .terms()
        .filter(t -> deleted.before().isEmpty() && deleted.goesWith().isEmpty())
        .flatMap(
            terms ->
                terms.exceeded(
                    contexts.usage(deleted, names),
                    held.usage()
                        .plus(names(terms, deleted))
                        .plus(Usage.ofBytes(recordBytes(deleted)))));
  }

  /** Returns the size that the record will have, but for the reference to its snapshot. */
  private long recordBytes(CaptureContext deleted) {
    return Json.bytes(
            RecordDraft.of(
                deleted,
                Mode.Archive,
                SnapshotReference.NONE,
                Optional.empty(),
                operatorNamespace,
                clock.now()))
        .length;
  }

  private static Usage names(ObjectTerms terms, CaptureContext deleted) {
    return terms.reservation().isEmpty()
        ? Usage.NONE
        : Usage.names(NameHolder.hosts(deleted.type(), deleted.object()));
  }
}
