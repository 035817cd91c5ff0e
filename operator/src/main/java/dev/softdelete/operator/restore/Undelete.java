package dev.softdelete.operator.restore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.KeptCopy;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RetryInterval;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.repair.RecordRepatriation;
import dev.softdelete.operator.reserve.Reservations;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.finish.OwnerRelinking;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores the object of a record, then the other members of its group, and writes the result to
 * the record.
 */
public final class Undelete {
  private static final Logger log = LoggerFactory.getLogger(Undelete.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final ServerClock clock;
  private final Restorers restorers;
  private final StatusWriter status;
  private final RefusalGracePeriod gracePeriod = new RefusalGracePeriod();
  private final RecordEvents events;
  private final ApplyEvents applies;
  private final KeptRecords kept;
  private final Cache<String, Boolean> lately =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build();

  /** The components that perform the parts of a restore. */
  public record Restorers(
      Restore restore,
      RestorePreviews previews,
      EndingRestores ending,
      OwnerRelinking owners,
      Group group,
      RecordRepatriation repatriation,
      Reservations reservations,
      Logins logins) {}

  public Undelete(ApiServer api, ServerClock clock, Restorers restorers) {
    this.clock = clock;
    this.restorers = restorers;
    this.status = new StatusWriter(api);
    this.events = new RecordEvents(api, clock);
    this.applies = new ApplyEvents(events);
    this.kept = new KeptRecords(clock, status, events, restorers.logins());
  }

  /**
   * Makes one attempt to restore the object.
   *
   * @return when to try again; empty if nothing is to be done until the record changes
   */
  public Optional<Duration> attempt(RestoreRequest asked) {
    RestoreRequest request = restorers.logins().trusted(asked);
    DeletedResource record = request.record();
    if (RecordStatus.isBackAndBringsOthers(record)) {
      return bringOthers(record, record.getStatus().restoredAs());
    }
    return restorers
        .group()
        .refusal(request, clock.now())
        .map(refusal -> failed(request, refusal))
        .orElseGet(() -> proceed(request, restorers.restore().begin(request)));
  }

  private Optional<Duration> proceed(RestoreRequest request, Restore.Step step) {
    return switch (step) {
      case Restore.Step.Created created -> {
        note(created.request().record(), created.as());
        yield proceed(created.request(), restorers.restore().finish(created));
      }
      case Restore.Step.Done done -> done(request, done);
      case Restore.Step.NotYet notYet -> Optional.of(notYet.lookAgain());
      case Restore.Step.Failed failed -> failed(request, failed.why());
    };
  }

  private void note(DeletedResource record, RestoredObject as) {
    if (!RecordStep.restoredAs(record).equals(Optional.of(as))) {
      status.write(record, RecordStatus.restoring(record, as, clock.now()));
    }
  }

  private Optional<Duration> done(RestoreRequest request, Restore.Step.Done done) {
    DeletedResource record = request.record();
    gracePeriod.forget(record.getMetadata().getUid());
    if (CreateUnderWay.isOver(record, clock.now())) {
      restorers.restore().forgetCreate(record);
    }
    restorers.reservations().lift(record);
    if (!RecordStep.comesBackAgain(record)) {
      restorers.owners().settle(record, done.as());
    }
    if (request.byItself() && request.requester().isPresent()) {
      // Members of a group get no event of their own. The event of the root covers them.
      String by = request.requesterName();
      events.normal(record, "Restored", "Restored as " + done.as().name() + " for " + by + ".");
    }
    applies.tell(record, done.onTop());
    done.lost().forEach(loss -> events.warning(record, loss.reason(), loss.why()));
    log.info("{}: restored as {}", id(record), done.as());
    restorers.repatriation().ofEarlier(record, done.as());
    return bringOthers(record, done.as());
  }

  private Optional<Duration> bringOthers(DeletedResource record, RestoredObject as) {
    GroupProgress progress = restorers.group().progress(record, as);
    if (!progress.complete()) {
      tellOfProgress(record, as, progress);
      return Optional.of(progress.open() > 0 ? LOOK_AGAIN : TRY_AGAIN);
    }
    if (!restorers.repatriation().ofTheRest(record, as)) {
      return Optional.of(TRY_AGAIN);
    }
    if (KeptCopy.of(record).isPresent()) {
      // From now on, a request on the record asks for another restore.
      restorers.logins().end(record);
    }
    status.write(record, RecordStatus.restored(record, as, progress, clock.now()));
    if (progress.concernsOthers()) {
      events.normal(record, "GroupRestored", progress.message());
    }
    return Optional.empty();
  }

  /**
   * Writes the progress at most once per second, because a group may have thousands of members. The
   * first progress is always written: it tells the operator after a restart that the root is
   * restored.
   */
  private void tellOfProgress(DeletedResource record, RestoredObject as, GroupProgress progress) {
    String uid = record.getMetadata().getUid();
    if (lately.getIfPresent(uid) == null || !RecordStatus.isBackAndBringsOthers(record)) {
      lately.put(uid, true);
      status.writeIfNew(record, RecordStatus.bringingOthers(record, as, progress, clock.now()));
    }
  }

  private Optional<Duration> failed(RestoreRequest request, RestoreFailure why) {
    DeletedResource record = request.record();
    RestoreFailure refusal = ExpiredRequest.explained(request, why);
    if (RecordStep.state(record) == State.RESTORED
        || (RecordStep.comesBackAgain(record) && !refusal.waitingHelps())) {
      kept.refused(request, refusal);
      return Optional.empty();
    }
    boolean byItself = request.byItself();
    boolean othersCome = restorers.group().othersComeBack(record);
    boolean notYet =
        !refusal.waitingHelps()
            && refusal.mayLackSomething()
            && gracePeriod.lasts(record.getMetadata().getUid(), othersCome, clock.now());
    RestoreFailure failure = (notYet ? refusal.thatMayPass() : refusal).withOutlook(byItself);
    DeletedResourceStatus now = RecordStatus.notRestored(record, failure, clock.now());
    if (status.writeIfNew(record, now)) {
      String by = byItself ? " Asked for by " + request.requesterName() + "." : "";
      events.warning(record, failure.reason().name(), failure.message() + by);
      log.info("{}: not restored: {}", id(record), failure.message());
    }
    boolean expired = failure.reason() == RestoreFailure.Reason.RequestExpired;
    if (byItself && (expired || !failure.waitingHelps())) {
      restorers.logins().end(record);
    }
    if (failure.waitingHelps()) {
      return Optional.of(RetryInterval.SOON.of(record, clock.now()));
    }
    return byItself ? Optional.empty() : Optional.of(RetryInterval.LATER.of(record, clock.now()));
  }

  /**
   * Removes the login from a record whose restore is finished or was called off.
   *
   * @return when to look again, if that is too early
   */
  public Optional<Duration> tidy(DeletedResource record) {
    return restorers.logins().tidy(record);
  }

  /** Writes to a restored record why it stays, or that it no longer does. */
  public void tellWhyItStays(DeletedResource record) {
    kept.tellWhyItStays(record);
  }

  /**
   * Settles that the operator was about to restore the object elsewhere, which nobody asks for any
   * more. If the object exists, its restore goes on.
   *
   * @return when to try again, if so
   */
  public Optional<Duration> withdraw(DeletedResource record) {
    return switch (restorers.restore().withdraw(record)) {
      case RestoreClaim.Outcome.Begun b -> {
        status.noteBegun(record, Restore.as(b.object()));
        yield Optional.empty();
      }
      case RestoreClaim.Outcome.NotYet n -> Optional.of(n.lookAgain());
      case RestoreClaim.Outcome.Granted g -> Optional.empty();
    };
  }

  /** Writes to the record what a restore would result in, without restoring anything. */
  public void preview(DeletedResource record) {
    RestoreRequest request = restorers.logins().trusted(RestoreRequest.of(record));
    if (request.byNameAlone()) {
      RestoreFailure expired = ExpiredRequest.ofPreview(request);
      status.write(
          record,
          RecordStatus.previewed(record, Optional.of(expired), expired.message(), clock.now()));
    } else {
      new RestorePreviewWriter(restorers.previews(), restorers.group(), clock, status).run(record);
    }
    restorers.logins().end(record);
  }

  /**
   * Finishes a restore that has begun for a record that is being deleted, so that no restore mark
   * remains.
   */
  public EndingRestores.Ending finishIfBegun(DeletedResource record) {
    return restorers.ending().finish(record);
  }

  private static String id(DeletedResource record) {
    return record.getMetadata().getNamespace() + "/" + record.getMetadata().getName();
  }
}
