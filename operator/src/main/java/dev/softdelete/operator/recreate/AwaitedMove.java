package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.record.RelocatedRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until a record has moved back into its own namespace, so that a create restores its object
 * from there. A restore from the record that is about to go would be unknown to the other one.
 */
final class AwaitedMove {
  private final DeletedNames names;
  private final ShortWait wait;

  AwaitedMove(DeletedNames names, WaitLimits limits) {
    this.names = names;
    this.wait = new ShortWait(limits, Duration.ofMillis(25), 16);
  }

  /**
   * Waits for the end of a move that has begun.
   *
   * @param record the record as the API server has it
   * @return whether a move had begun; the records must be looked up again then
   */
  boolean awaited(DeletedResource record) {
    if (!RelocatedRecord.moves(record)) {
      return false;
    }
    if (isKnown(record)) {
      wait.forEndOf(record.getSpec().resource().uid(), () -> isKnown(record));
    }
    return true;
  }

  private boolean isKnown(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return names
        .of(
            GroupVersion.of(deleted.apiVersion()).group(),
            deleted.resource(),
            Optional.ofNullable(deleted.namespace()),
            deleted.name())
        .stream()
        .anyMatch(r -> r.getMetadata().getUid().equals(record.getMetadata().getUid()));
  }
}
