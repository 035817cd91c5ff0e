package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.StoredObject;
import java.time.Duration;
import java.util.Optional;

/** Binds a claim that comes back to the volume that it had. */
public final class RestoredVolumes {
  /** The volume controller mostly takes a few milliseconds. */
  private static final Duration BOUND_WITHIN = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ApiServer api;

  /** How far an attempt came. */
  public sealed interface HandOver {
    /** There was nothing to do. */
    record Settled() implements HandOver {}

    /** The claim may have changed meanwhile. */
    record Done() implements HandOver {}

    /**
     * It takes longer.
     *
     * @param why with what it waits for
     */
    record Pending(String why) implements HandOver {}
  }

  public RestoredVolumes(ApiServer api) {
    this.api = api;
  }

  /**
   * Readies a manifest that is to be created, and writes nothing; does nothing for other kinds. A
   * claim that named a volume which is gone or somebody else's would wait for ever.
   *
   * @param deleted what the manifest is to bring back
   */
  public void ready(ResourceIdentity deleted, StoredObject stored, ObjectNode manifest) {
    Optional<String> name = Claims.volumeName(stored.object());
    if (name.isEmpty()) {
      return;
    }
    Claims.forgetBinding(manifest);
    Optional<Volume> live = Volume.find(api, name.get());
    boolean comesBack =
        live.isPresent()
            ? Rebinding.belongsTo(live.get(), deleted, manifest.path("metadata"))
            : was(stored).filter(this::free).isPresent();
    if (!comesBack) {
      Claims.forgetVolume(manifest);
    }
  }

  private boolean free(Volume was) {
    return !Storage.taken(api, was);
  }

  private static Optional<Volume> was(StoredObject stored) {
    return stored.companion().map(Volume::new);
  }

  /**
   * Gives a claim that is back its volume, and the volume its old reclaim policy once they are
   * bound. Can be repeated.
   */
  public HandOver handOver(ResourceIdentity deleted, StoredObject stored, KubeObject claim) {
    Optional<String> name =
        Claims.volumeName(stored.object())
            .filter(n -> Claims.volumeName(claim).filter(n::equals).isPresent());
    if (name.isEmpty()) {
      return new HandOver.Settled();
    }
    boolean written = false;
    String waitsFor = VolumeWrites.tooFast(name.get()).getMessage();
    long deadline = System.nanoTime() + BOUND_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
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
          waitsFor = w.why();
          pause();
        }
      }
    }
    return new HandOver.Pending(waitsFor);
  }

  /** A Pod that uses the deleted claim would go on writing beside whoever has the new one. */
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

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * How a restore left the volume of a claim that was finished.
   *
   * @param uid of the claim that is back
   */
  public VolumeReport report(ResourceIdentity deleted, StoredObject stored, String uid) {
    return Claims.volumeName(stored.object())
        .map(name -> VolumeReport.of(name, Volume.find(api, name), deleted, uid))
        .orElseGet(VolumeReport.Fine::new);
  }
}
