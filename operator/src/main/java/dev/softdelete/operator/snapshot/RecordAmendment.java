package dev.softdelete.operator.snapshot;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.Requester;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.Json;
import java.util.Optional;

/**
 * The changes to a record since it was written.
 *
 * @param purgeTimeMovedBy the requester who moved the purge time
 * @param legalHoldBy the requester who set or lifted the legal hold
 * @param namespaceUid the uid of the namespace of the object, if that namespace was restored
 * @param restoredAs the object that was restored, if the record outlives its restore
 */
public record RecordAmendment(
    Optional<String> purgeTime,
    Optional<Requester> purgeTimeMovedBy,
    boolean legalHold,
    Optional<Requester> legalHoldBy,
    Optional<String> namespaceUid,
    Optional<RestoredObject> restoredAs) {
  /** In bytes, as the API server counts the annotations of an object: 256 KiB altogether. */
  private static final int LONGEST = 65_536;

  public static RecordAmendment of(DeletedResource record, Optional<String> namespaceUid) {
    var spec = record.getSpec();
    return new RecordAmendment(
        Optional.ofNullable(spec.purgeTime()),
        Optional.ofNullable(spec.purgeTimeMovedBy()).map(RecordAmendment::brief),
        Boolean.TRUE.equals(spec.legalHold()),
        Optional.ofNullable(spec.legalHoldBy()).map(RecordAmendment::brief),
        namespaceUid,
        Optional.ofNullable(record.getStatus()).map(DeletedResourceStatus::restoredAs));
  }

  /** Returns the requester, without its groups if they would not fit into an annotation. */
  static Requester brief(Requester who) {
    return Json.bytes(Json.tree(who)).length <= LONGEST
        ? who
        : new Requester(who.username(), who.uid(), null, null);
  }
}
