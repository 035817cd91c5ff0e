package dev.softdelete.operator.restore.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureOutcome;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.create.RestoreFailedException;
import dev.softdelete.operator.restore.create.RestoreTarget;
import dev.softdelete.operator.restore.create.RestoringCreate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Releases a held object so that it can be created again. The garbage collector first orphans the
 * dependents, so that the new object can adopt them while they run. Nothing is rolled back if an
 * attempt ends before the release; all steps can be repeated.
 */
public final class HeldObject {
  private static final String ORPHAN = "orphan";
  private static final Duration ORPHANED_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int ATTEMPTS = 10;

  private final ApiServer api;
  private final Capture capture;
  private final Predicate<ObjectKey> stuck;

  /**
   * Creates an instance that releases objects on request.
   *
   * @param stuck whether an object cannot be captured for now
   */
  public HeldObject(ApiServer api, Capture capture, Predicate<ObjectKey> stuck) {
    this.api = api;
    this.capture = capture;
    this.stuck = stuck;
  }

  /** Whether the object of the record may be held, so that it needs a release. */
  public static boolean mayBeHeld(DeletedResource record) {
    return record.getSpec().mode() == Mode.Hold;
  }

  /**
   * Releases the object. Does nothing if the object is already gone.
   *
   * @param acceptable throws if the object that is to be created would be refused
   * @return the record after the release; it refers to the last state of the object
   */
  public DeletedResource letGo(DeletedResource record, ResourceType type, Runnable acceptable) {
    ResourceIdentity deleted = record.getSpec().resource();
    ObjectKey key = key(deleted, type);
    if (held(key, deleted).isPresent()) {
      acceptable.run();
      if (RestoreTarget.of(record).adopting()) {
        orphanDependents(key, deleted);
      }
      release(key);
    }
    return current(record);
  }

  /**
   * Returns the record once our finalizer is removed. From then on, the record is no longer updated
   * to a newer snapshot. A copy of the record that was read earlier may refer to an older snapshot.
   * An object that cannot be captured is not waited for, because its record may be restored
   * elsewhere.
   *
   * @throws RestoreFailedException while the object is held
   */
  public DeletedResource archived(DeletedResource record, ResourceType type) {
    ResourceIdentity deleted = record.getSpec().resource();
    ObjectKey key = key(deleted, type);
    Optional<KubeObject> held = held(key, deleted);
    if (held.isPresent() && !stuck.test(key)) {
      throw new RestoreFailedException(
          RestoringCreate.stillTerminating(held.get(), key.toString()));
    }
    return current(record);
  }

  private static ObjectKey key(ResourceIdentity deleted, ResourceType type) {
    return new ObjectKey(type, Optional.ofNullable(deleted.namespace()), deleted.name());
  }

  private Optional<KubeObject> held(ObjectKey key, ResourceIdentity deleted) {
    return api.findMetadata(key.path())
        .filter(o -> o.uid().equals(deleted.uid()) && o.deleting() && o.retained());
  }

  private void orphanDependents(ObjectKey key, ResourceIdentity deleted) {
    ObjectNode options = Json.object().put("propagationPolicy", "Orphan");
    options.putObject("preconditions").put("uid", deleted.uid());
    api.delete(key.path(), options);
    long deadline = System.nanoTime() + ORPHANED_WITHIN.toNanos();
    while (held(key, deleted).filter(o -> o.finalizers().contains(ORPHAN)).isPresent()) {
      if (System.nanoTime() > deadline) {
        throw stillTerminating(
            key
                + " waits for the garbage collector to orphan its dependents. Is the controller"
                + " manager running?");
      }
      pause();
    }
  }

  private void release(ObjectKey key) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CaptureOutcome outcome = capture.archive(key, Mode.Hold);
      if (outcome instanceof CaptureOutcome.Stuck stuck) {
        throw stillTerminating(stuck.message());
      }
      if (!(outcome instanceof CaptureOutcome.Changed)) {
        return;
      }
      pause();
    }
    throw new IllegalStateException(key + " changes faster than it can be let go");
  }

  private DeletedResource current(DeletedResource record) {
    // The object may be restored with its group. Then its own record does not name the requester.
    var live = Json.as(DeletedResource.class, Json.parse(api.get(LiveRecord.path(record))));
    ObjectNode spec = Json.tree(record.getSpec());
    spec.set("snapshot", Json.tree(live.getSpec().snapshot()));
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    return record;
  }

  private static RestoreFailedException stillTerminating(String why) {
    return new RestoreFailedException(
        new RestoreFailure(Reason.StillTerminating, why + " The restore goes on by itself.", true));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
