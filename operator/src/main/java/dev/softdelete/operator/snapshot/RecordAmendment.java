package dev.softdelete.operator.snapshot;

import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;
import java.util.Optional;

/**
 * What has changed in a record since it was written.
 *
 * @param purgeTimeMovedBy the name of who changed that
 * @param legalHoldBy the name of who changed that
 * @param namespaceUid of the namespace that it is in, where that was restored
 */
public record RecordAmendment(
    Optional<String> purgeTime,
    Optional<String> purgeTimeMovedBy,
    boolean legalHold,
    Optional<String> legalHoldBy,
    Optional<String> namespaceUid) {

  public static RecordAmendment of(DeletedResourceSpec spec, Optional<String> namespaceUid) {
    return new RecordAmendment(
        Optional.ofNullable(spec.purgeTime()),
        Optional.ofNullable(spec.purgeTimeMovedBy()).map(Requester::username),
        Boolean.TRUE.equals(spec.legalHold()),
        Optional.ofNullable(spec.legalHoldBy()).map(Requester::username),
        namespaceUid);
  }
}
