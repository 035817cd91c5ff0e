package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.snapshot.StoredObject;
import java.util.Optional;

/** Binds a restored claim to its former volume. */
public final class RestoredVolumes {
  private static final int ATTEMPTS = 10;

  private final ApiServer api;

  /** The result of an attempt to hand the volume over. */
  public sealed interface HandOver {
    /** There was nothing to do, or nothing can be done. */
    record Settled() implements HandOver {}

    /** A volume was written. The claim may have changed since it was read. */
    record Done() implements HandOver {}

    /**
     * The volume controller is binding the claim, which usually takes milliseconds.
     *
     * @param why what the handover waits for
     */
    record Binding(String why) implements HandOver {}

    /**
     * The handover takes longer.
     *
     * @param why the reason, with what the handover waits for
     */
    record Pending(String why) implements HandOver {}
  }

  public RestoredVolumes(ApiServer api) {
    this.api = api;
  }

  /**
   * Prepares a manifest before its create, and writes nothing. Does nothing for other kinds than
   * claims. A claim that names a volume that is gone or belongs to another claim would wait
   * forever. A volume that is gone is created again only by the first restore: the data went with
   * the claim that was restored then.
   *
   * @param record the record whose deleted object the manifest restores
   */
  public void ready(DeletedResource record, StoredObject stored, ObjectNode manifest) {
    Optional<String> name = Claims.volumeName(stored.object());
    if (name.isEmpty()) {
      return;
    }
    Claims.forgetBinding(manifest);
    Optional<Volume> live = Volume.find(api, name.get());
    boolean comesBack =
        live.isPresent()
            ? Rebinding.belongsTo(
                live.get(), record.getSpec().resource(), manifest.path("metadata"))
            : RecordStep.state(record) != State.RESTORED
                && was(stored).filter(this::free).isPresent();
    if (!comesBack) {
      Claims.forgetVolume(manifest);
    }
  }

  /**
   * Returns why a volume is not restored again, if so: a second volume for the same data would
   * delete it for both.
   */
  public Optional<String> objection(DeletedResource record, ObjectNode manifest) {
    if (RecordStep.state(record) != State.RESTORED
        || !Volume.TYPE.equals(ResourceType.of(record.getSpec().resource()))) {
      return Optional.empty();
    }
    var volume = new Volume(new KubeObject(manifest));
    return free(volume)
        ? Optional.empty()
        : Optional.of(
            "Another PersistentVolume stands for the data of "
                + volume.name()
                + ". Delete it first.");
  }

  private boolean free(Volume was) {
    return !Storage.taken(api, was);
  }

  private static Optional<Volume> was(StoredObject stored) {
    return stored.companion().map(Volume::new);
  }

  /**
   * Gives a restored claim its volume. Once they are bound, the volume gets its former reclaim
   * policy back. The call can be repeated.
   */
  public HandOver handOver(ResourceIdentity deleted, StoredObject stored, KubeObject claim) {
    Optional<String> name =
        Claims.volumeName(stored.object())
            .filter(n -> Claims.volumeName(claim).filter(n::equals).isPresent());
    if (name.isEmpty()) {
      return new HandOver.Settled();
    }
    boolean written = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (Rebinding.next(Volume.find(api, name.get()), was(stored), deleted, claim)) {
        case Rebinding.Settled s -> {
          return written ? new HandOver.Done() : new HandOver.Settled();
        }
        case Rebinding.Bind b -> {
          if (stillThere(deleted)) {
            return new HandOver.Pending(inUse(name.get(), deleted));
          }
          written |= VolumeWrites.patched(api, b.volume(), b.patch());
        }
        case Rebinding.CreateAgain c -> {
          if (!was(stored).filter(this::free).isPresent()) {
            return new HandOver.Settled();
          }
          written |= VolumeWrites.created(api, c.manifest());
        }
        case Rebinding.GiveBack g -> written |= VolumeWrites.patched(api, g.volume(), g.patch());
        case Rebinding.Wait w -> {
          return new HandOver.Binding(w.why());
        }
      }
    }
    return new HandOver.Pending(VolumeWrites.tooFast(name.get()).getMessage());
  }

  /**
   * Whether the deleted claim still exists. A Pod that uses it would continue to write to the
   * volume, beside the users of the new claim.
   */
  private boolean stillThere(ResourceIdentity deleted) {
    return api.findMetadata(
            Claims.TYPE.path(Optional.ofNullable(deleted.namespace()), deleted.name()))
        .filter(claim -> claim.uid().equals(deleted.uid()))
        .isPresent();
  }

  private static String inUse(String volume, ResourceIdentity deleted) {
    return "PersistentVolume %s is still bound to the deleted claim %s/%s, which Pods use. Delete those; the claim is bound to it then."
        .formatted(volume, deleted.namespace(), deleted.name());
  }

  /**
   * Returns the state of the claim's volume after a finished restore.
   *
   * @param uid the uid of the restored claim
   */
  public VolumeReport report(ResourceIdentity deleted, StoredObject stored, String uid) {
    return Claims.volumeName(stored.object())
        .map(name -> VolumeReport.of(name, Volume.find(api, name), deleted, uid))
        .orElseGet(VolumeReport.Fine::new);
  }
}
