package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.requester.SystemDeleters;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the root cause of a deletion: the user who deleted the object or, if a controller deleted
 * it, the user who deleted its owner, namespace or definition.
 */
public final class Causes {
  private final Function<String, Optional<DeleteRequests.Heard>> requests;
  private final Function<String, Optional<DeletedResource>> recordsByUid;
  private final Function<KubeObject, Stream<OwnerReference>> gone;
  private final FinalDeletions finals;
  private final RoutineRoots routine;

  /**
   * Uses only these sources.
   *
   * @param requests returns the delete request for the object with a UID
   * @param recordsByUid returns the record of the deleted object with a UID
   * @param gone returns the owners of an object that no longer exist or are being deleted
   * @param finals the objects whose delete was final
   */
  public Causes(
      Function<String, Optional<DeleteRequests.Heard>> requests,
      Function<String, Optional<DeletedResource>> recordsByUid,
      Function<KubeObject, Stream<OwnerReference>> gone,
      FinalDeletions finals) {
    this.requests = requests;
    this.recordsByUid = recordsByUid;
    this.gone = gone;
    this.finals = finals;
    this.routine = new RoutineRoots(requests, recordsByUid);
  }

  /**
   * Returns the cause of one deletion.
   *
   * @param goesWith the UID of the object's namespace or definition, if that is being deleted too
   */
  Cause of(KubeObject object, Optional<String> goesWith) {
    Optional<DeleteRequests.Heard> heard =
        requests.apply(object.uid()).filter(h -> !SystemDeleters.cascades(h.requester()));
    if (heard.isPresent()) {
      return Cause.asked(
          heard.get(), routine.include(heard.get()) && nobodyElseBegan(object, goesWith));
    }
    return goesWith
        .map(this::root)
        .or(() -> goneOwners(object).map(this::owner).findFirst())
        .orElse(Cause.UNKNOWN);
  }

  /**
   * Whether no person has deleted what the object belongs to. An operator that clears up after its
   * custom resource was deleted acts for the person who deleted that.
   */
  private boolean nobodyElseBegan(KubeObject object, Optional<String> goesWith) {
    return Stream.concat(goesWith.stream(), goneOwners(object))
        .allMatch(uid -> finals.of(uid).orElseGet(() -> root(uid)).routine());
  }

  private Cause owner(String uid) {
    return finals
        .of(uid)
        .map(cause -> cause.throughFinalOwner(uid))
        .orElseGet(() -> root(uid).uncertain());
  }

  /** Remembers that the delete of the object is final. */
  void isFinal(KubeObject object, Cause cause) {
    finals.add(object.uid(), cause);
  }

  private Stream<String> goneOwners(KubeObject object) {
    return gone.apply(object).map(OwnerReference::uid).filter(uid -> canOwn(uid, object));
  }

  /**
   * Whether the object with this UID can own the given object. An owner whose identity is unknown
   * is accepted.
   */
  private boolean canOwn(String uid, KubeObject object) {
    return recordsByUid
        .apply(uid)
        .map(record -> record.getSpec().resource())
        .or(() -> requests.apply(uid).map(DeleteRequests.Heard::what))
        .filter(owner -> !Cascade.canOwn(owner, object.namespace().orElse(null)))
        .isEmpty();
  }

  private Cause root(String uid) {
    Optional<DeletedResource> record = recordsByUid.apply(uid);
    if (record.isPresent()) {
      var spec = record.get().getSpec();
      return new Cause(
              Optional.ofNullable(spec.deletedBy()),
              Optional.ofNullable(spec.deletionGroup()),
              spec.deletionGroup() == null,
              false,
              Boolean.TRUE.equals(spec.routine()))
          .through(uid);
    }
    return requests
        .apply(uid)
        .filter(h -> !SystemDeleters.cascades(h.requester()))
        .map(h -> Cause.asked(h, routine.include(h)))
        .orElse(Cause.UNKNOWN)
        .through(uid);
  }
}
