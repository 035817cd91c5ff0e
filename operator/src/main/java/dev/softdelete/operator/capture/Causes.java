package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the root of a deletion: who deleted the object or, where a controller did, who deleted what
 * it belonged to.
 */
public final class Causes {
  private final Function<String, Optional<DeleteRequests.Heard>> requests;
  private final Function<String, Optional<DeletedResource>> recordsByUid;
  private final Function<KubeObject, Stream<OwnerReference>> gone;

  /**
   * Looks nowhere but here.
   *
   * @param requests who asked to delete, by the uid of what
   * @param recordsByUid the record of a deletion, by the same
   * @param gone the owners of an object that are not there any more, or being deleted
   */
  public Causes(
      Function<String, Optional<DeleteRequests.Heard>> requests,
      Function<String, Optional<DeletedResource>> recordsByUid,
      Function<KubeObject, Stream<OwnerReference>> gone) {
    this.requests = requests;
    this.recordsByUid = recordsByUid;
    this.gone = gone;
  }

  /**
   * The cause of one deletion.
   *
   * @param goesWith the uid of the namespace or definition that is being deleted around it
   */
  Cause of(KubeObject object, Optional<String> goesWith) {
    Optional<DeleteRequests.Heard> heard =
        requests.apply(object.uid()).filter(h -> !SystemDeleters.cascades(h.requester()));
    if (heard.isPresent()) {
      return Cause.asked(heard.get());
    }
    return goesWith
        .map(this::root)
        .or(
            () ->
                gone.apply(object)
                    .map(OwnerReference::uid)
                    .filter(uid -> canOwn(uid, object))
                    .map(uid -> root(uid).throughOwner())
                    .findFirst())
        .orElse(Cause.UNKNOWN);
  }

  /** As far as is known what that was. */
  private boolean canOwn(String uid, KubeObject object) {
    return recordsByUid
        .apply(uid)
        .map(record -> record.getSpec().resource())
        .or(() -> requests.apply(uid).map(DeleteRequests.Heard::what))
        .filter(owner -> !GoesWith.canOwn(owner, object.namespace().orElse(null)))
        .isEmpty();
  }

  private Cause root(String uid) {
    Optional<DeletedResource> record = recordsByUid.apply(uid);
    if (record.isPresent()) {
      var spec = record.get().getSpec();
      return new Cause(
              Optional.ofNullable(spec.deletedBy()),
              Optional.ofNullable(spec.deletionGroup()),
              spec.deletionGroup() == null)
          .through(uid);
    }
    return requests
        .apply(uid)
        .filter(h -> !SystemDeleters.cascades(h.requester()))
        .map(Cause::asked)
        .orElse(Cause.UNKNOWN)
        .through(uid);
  }
}
