package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes sure that a record is restored once. At the place of the deleted object its name does that:
 * only one create can succeed. Therefore whoever wants to create the object elsewhere first writes
 * this to the record, in the version that was read. A create that restores writes to the record in
 * the same way, and does not begin after that. A create that has begun before is waited for.
 */
public final class RestoreClaim {
  /** How long the API server usually needs to store a create, at most. */
  private static final Duration USUALLY = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final ApiServer api;
  private final MarkedObject marked;
  private final InstantSource clock;

  /** What becomes of an attempt to create the object. */
  public sealed interface Outcome {
    /** The object may be created at the target. Nobody else creates it elsewhere. */
    record Granted() implements Outcome {}

    /** The object exists already, at the target or at another place. */
    record Begun(KubeObject object) implements Outcome {}

    record NotYet(Duration lookAgain) implements Outcome {}
  }

  /**
   * Creates an instance.
   *
   * @param clock the clock of the API server
   */
  public RestoreClaim(ApiServer api, InstantSource clock) {
    this.api = api;
    this.marked = new MarkedObject(api);
    this.clock = clock;
  }

  /**
   * Claims the target of the request.
   *
   * @throws RestoreFailedException if a create may still be stored for some time
   */
  public Outcome of(RestoreRequest request, ResourceType type, String secret) {
    DeletedResource record = request.record();
    Optional<RestorePlace> wanted = request.target().elsewhere(record);
    Optional<RestorePlace> claimed = Optional.ofNullable(record.getSpec().restoreElsewhere());
    if (!wanted.equals(claimed)) {
      Optional<KubeObject> begun = claimed.flatMap(p -> marked.of(record, type, p, () -> secret));
      if (begun.isPresent()) {
        return new Outcome.Begun(begun.get());
      }
      if (!write(record, wanted)) {
        return new Outcome.NotYet(LOOK_AGAIN);
      }
    }
    return wanted.isEmpty() ? new Outcome.Granted() : elsewhere(record, type, secret);
  }

  private Outcome elsewhere(DeletedResource record, ResourceType type, String secret) {
    Instant now = clock.instant();
    Optional<Instant> until = CreateUnderWay.until(record, now);
    // After the time was read: what could be stored until now is seen.
    RestorePlace home = RestoreTarget.inPlace(record).place();
    Optional<KubeObject> begun = marked.of(record, type, home, () -> secret);
    if (begun.isPresent()) {
      return new Outcome.Begun(begun.get());
    }
    if (until.isEmpty()) {
      return new Outcome.Granted();
    }
    Instant answered = Instant.parse(record.getSpec().answeredCreate().time());
    if (now.isBefore(answered.plus(USUALLY))) {
      return new Outcome.NotYet(LOOK_AGAIN);
    }
    throw new RestoreFailedException(
        new RestoreFailure(
            Reason.CreateUnderWay,
            "A create that was answered with the object at "
                + answered
                + " may still be stored until "
                + until.get().truncatedTo(ChronoUnit.SECONDS)
                + ". The restore goes on by itself.",
            true));
  }

  /**
   * Withdraws the claim of a record that nobody wants to restore any more.
   *
   * @return the object, if it was created before; then the claim stays
   */
  public Outcome withdraw(DeletedResource record, ResourceType type, Supplier<String> secret) {
    RestorePlace claimed = record.getSpec().restoreElsewhere();
    Optional<KubeObject> begun = marked.of(record, type, claimed, secret);
    return begun.isPresent()
        ? new Outcome.Begun(begun.get())
        : write(record, Optional.empty()) ? new Outcome.Granted() : new Outcome.NotYet(LOOK_AGAIN);
  }

  /**
   * Writes the place, unless the record has changed: somebody else may have begun to restore it.
   */
  private boolean write(DeletedResource record, Optional<RestorePlace> place) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    ObjectNode spec = patch.putObject("spec");
    place.ifPresentOrElse(
        p ->
            spec.putObject("restoreElsewhere")
                .put("namespace", p.namespace())
                .put("name", p.name()),
        () -> spec.putNull("restoreElsewhere"));
    try {
      api.mergePatch(LiveRecord.path(record), patch);
      return true;
    } catch (ApiException e) {
      if (e.notFound() || (e.conflict() && !e.byWebhook())) {
        return false;
      }
      if (e.code() != 422) {
        throw e;
      }
      throw new RestoreFailedException(
          new RestoreFailure(
              Reason.Invalid,
              "The place of the restore cannot be written to the record: " + e.getMessage(),
              true));
    }
  }
}
