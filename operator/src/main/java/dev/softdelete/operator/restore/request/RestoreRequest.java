package dev.softdelete.operator.restore.request;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.requester.Login;
import java.util.Optional;

/**
 * A request to restore the object of a record.
 *
 * @param record the record as it was read
 * @param requester the user in whose name the object is created; empty if no admission policy has
 *     stamped one
 * @param target where the object is created
 * @param root the record whose restore also restores this one; empty if the restore of this record
 *     itself was requested
 */
public record RestoreRequest(
    DeletedResource record,
    Optional<Requester> requester,
    RestoreTarget target,
    Optional<DeletedResource> root) {

  /** Returns the request that the annotations of the record express. */
  public static RestoreRequest of(DeletedResource record) {
    return new RestoreRequest(record, stamped(record), RestoreTarget.of(record), Optional.empty());
  }

  /**
   * Returns the request to restore a member with the root of its group. The requester of the root's
   * restore also counts as the requester for the member.
   */
  public static RestoreRequest withRoot(
      DeletedResource member, DeletedResource root, RestoreTarget target) {
    return new RestoreRequest(member, stamped(root), target, Optional.of(root));
  }

  /** Returns the same request with a later state of the record. */
  public RestoreRequest on(DeletedResource later) {
    return new RestoreRequest(later, requester, target, root);
  }

  /** Returns the same request with the requester as they may act now. */
  public RestoreRequest by(Requester now) {
    return new RestoreRequest(record, Optional.of(now), target, root);
  }

  /** Whether only the user name of the requester is known, and no longer the login. */
  public boolean byNameAlone() {
    return requester.isPresent() && !Login.in(requester.get());
  }

  /** Whether the target is another namespace than that of the deleted object. */
  public boolean elsewhere() {
    return !target.namespace().equals(Optional.ofNullable(record.getSpec().resource().namespace()));
  }

  /** Whether the restore of the record itself was requested, and not only that of its group. */
  public boolean byItself() {
    return root.isEmpty();
  }

  /**
   * Whether what lives under the name is to be soft-deleted first. This is asked for one record;
   * the members of its group are not restored over anything.
   */
  public boolean over() {
    return byItself() && asksOver(record);
  }

  /** Whether the annotations of the record ask for a restore over what lives. */
  public static boolean asksOver(DeletedResource record) {
    return Optional.ofNullable(record.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(SoftDelete.RESTORE_OVER_ANNOTATION))
        .filter("true"::equals)
        .isPresent();
  }

  /** Returns the requester for a message. */
  public String requesterName() {
    return requester.map(Requester::username).orElse("somebody");
  }

  private static Optional<Requester> stamped(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().restoreRequestedBy());
  }
}
