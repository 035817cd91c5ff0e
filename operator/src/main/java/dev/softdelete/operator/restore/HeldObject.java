package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureOutcome;
import dev.softdelete.operator.capture.ObjectKey;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.restore.RestoreFailure.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets an object go that is held, so that it can be created again. Its dependents are orphaned
 * first, by the garbage collector: whatever is created in its place adopts them as they run. Until
 * the object is let go nothing is undone, and all of it can be repeated.
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
   * Lets go when told to.
   *
   * @param stuck whether an object cannot be captured for now
   */
  public HeldObject(ApiServer api, Capture capture, Predicate<ObjectKey> stuck) {
    this.api = api;
    this.capture = capture;
    this.stuck = stuck;
  }

  /** Whether there is anything to let go. */
  static boolean mayBeHeld(DeletedResource record) {
    return record.getSpec().mode() == Mode.Hold;
  }

  /**
   * Does nothing when it is gone already.
   *
   * @param acceptable throws when what is to be created would be refused
   * @return the record as it is then: it refers to the object's last state
   */
  DeletedResource letGo(DeletedResource record, ResourceType type, Runnable acceptable) {
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
   * The record, once nothing leads it on to a later state of the object any more: our finalizer is
   * off. Whoever read the record before that may have an earlier state. What cannot be captured is
   * not waited for: its record may be restored elsewhere.
   *
   * @throws RestoreFailedException while the object is held
   */
  DeletedResource archived(DeletedResource record, ResourceType type) {
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
    // It may be restored with others: then its own record does not say who asked.
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
