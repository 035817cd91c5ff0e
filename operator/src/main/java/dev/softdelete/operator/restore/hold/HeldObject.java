package dev.softdelete.operator.restore.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
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
import dev.softdelete.operator.restore.create.TakenName;
import dev.softdelete.operator.restore.request.WaitingSince;
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

  private final ApiServer api;
  private final Capture capture;
  private final Predicate<ObjectKey> stuck;
  private final Predicate<String> justReleased;
  private final WaitingSince orphaning;

  /** The result of one step of a release. */
  public sealed interface Step {
    /**
     * The object is released, or was gone.
     *
     * @param record the record as the API server has it. It refers to the last state of the object,
     *     and is no longer updated to a newer snapshot. A copy that was read earlier may refer to
     *     an older one.
     */
    record Released(DeletedResource record) implements Step {}

    /** The release goes on in a moment. */
    record NotYet() implements Step {}

    record Refused(RestoreFailure why) implements Step {}
  }

  /**
   * Creates an instance that releases objects on request.
   *
   * @param stuck whether an object cannot be captured until somebody corrects something
   * @param justReleased whether the record of the object with a uid may still get a later version
   * @param orphaning since when the garbage collector orphans the dependents of objects
   */
  public HeldObject(
      ApiServer api,
      Capture capture,
      Predicate<ObjectKey> stuck,
      Predicate<String> justReleased,
      WaitingSince orphaning) {
    this.justReleased = justReleased;
    this.api = api;
    this.capture = capture;
    this.stuck = stuck;
    this.orphaning = orphaning;
  }

  /** Whether the object of the record still exists and has our finalizer. */
  public boolean holds(DeletedResource record, ResourceType type) {
    ResourceIdentity deleted = record.getSpec().resource();
    return held(key(deleted, type), deleted).isPresent();
  }

  /**
   * Takes the next step towards the release of an object in mode Hold. An object that is not held
   * is released already.
   *
   * @param adopting whether the new object adopts the dependents of the old one
   */
  public Step release(DeletedResource record, ResourceType type, boolean adopting) {
    ResourceIdentity deleted = record.getSpec().resource();
    ObjectKey key = key(deleted, type);
    Optional<Step> obstacle =
        held(key, deleted).isEmpty()
            ? Optional.empty()
            : (adopting ? orphaned(key, deleted) : Optional.<Step>empty()).or(() -> captured(key));
    return obstacle.orElseGet(() -> released(record));
  }

  /**
   * Checks that the capture of an object in mode Archive has ended, which is when our finalizer is
   * removed. An object that cannot be captured is not waited for, because its record may be
   * restored elsewhere.
   */
  public Step archived(DeletedResource record, ResourceType type) {
    ResourceIdentity deleted = record.getSpec().resource();
    ObjectKey key = key(deleted, type);
    return held(key, deleted)
        .filter(there -> !stuck.test(key))
        .<Step>map(there -> new Step.Refused(TakenName.stillTerminating(there, key.toString())))
        .orElseGet(() -> released(record));
  }

  private Step released(DeletedResource record) {
    if (justReleased.test(record.getSpec().resource().uid())) {
      return new Step.NotYet();
    }
    return new Step.Released(
        Json.as(DeletedResource.class, Json.parse(api.get(LiveRecord.path(record)))));
  }

  private static ObjectKey key(ResourceIdentity deleted, ResourceType type) {
    return new ObjectKey(type, Optional.ofNullable(deleted.namespace()), deleted.name());
  }

  private Optional<KubeObject> held(ObjectKey key, ResourceIdentity deleted) {
    return api.findMetadata(key.path())
        .filter(o -> o.uid().equals(deleted.uid()) && o.deleting() && o.retained());
  }

  /** Returns empty once the garbage collector has orphaned the dependents of the object. */
  private Optional<Step> orphaned(ObjectKey key, ResourceIdentity deleted) {
    if (orphaning.elapsed(deleted.uid()).isEmpty()) {
      ObjectNode options = Json.object().put("propagationPolicy", "Orphan");
      options.putObject("preconditions").put("uid", deleted.uid());
      api.delete(key.path(), options);
      orphaning.start(deleted.uid());
    }
    if (held(key, deleted).filter(o -> o.finalizers().contains(ORPHAN)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        orphaning.within(deleted.uid(), ORPHANED_WITHIN)
            ? new Step.NotYet()
            : stillTerminating(
                key
                    + " waits for the garbage collector to orphan its dependents. Is the controller"
                    + " manager running?"));
  }

  /** Captures and releases the object. Returns empty once that is done. */
  private Optional<Step> captured(ObjectKey key) {
    return switch (capture.archive(key, Mode.Hold)) {
      case CaptureOutcome.Stuck s -> Optional.of(stillTerminating(s.message()));
      case CaptureOutcome.Changed c -> Optional.of(new Step.NotYet());
      default -> Optional.empty();
    };
  }

  private static Step stillTerminating(String why) {
    return new Step.Refused(
        new RestoreFailure(Reason.StillTerminating, why + " The restore goes on by itself.", true));
  }
}
