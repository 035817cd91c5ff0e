package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.purge.ClockCheck;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.restore.OnTop;
import dev.softdelete.operator.restore.Restore;
import dev.softdelete.operator.restore.RestoreFailure;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each record through its life: restored when asked, purged when its time is over. */
@ControllerConfiguration(
    name = "deletedresource",
    finalizerName = SoftDelete.PURGE_FINALIZER,
    generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 200, maxInterval = 30_000)
public final class RecordReconciler
    implements Reconciler<DeletedResource>, Cleaner<DeletedResource> {
  private static final Logger log = LoggerFactory.getLogger(RecordReconciler.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Restore restore;
  private final Purge purge;
  private final ApiServer api;
  private final ServerClock clock;
  private final RecordCatalog catalog;
  private final RecordEvents events;

  public RecordReconciler(
      Restore restore, Purge purge, ApiServer api, ServerClock clock, RecordCatalog catalog) {
    this.restore = restore;
    this.purge = purge;
    this.api = api;
    this.clock = clock;
    this.catalog = catalog;
    this.events = new RecordEvents(api, clock);
  }

  @Override
  public List<EventSource<?, DeletedResource>> prepareEventSources(
      EventSourceContext<DeletedResource> context) {
    catalog.follow(context);
    return List.of();
  }

  @Override
  public UpdateControl<DeletedResource> reconcile(
      DeletedResource record, Context<DeletedResource> context) {
    return switch (RecordStep.of(record, clock.now())) {
      case RecordStep.Restore r -> live(record).map(this::act).orElseGet(UpdateControl::noUpdate);
      case RecordStep.Expire e -> live(record).map(this::act).orElseGet(UpdateControl::noUpdate);
      case RecordStep.Wait w -> again(w.until());
      case RecordStep.Rest r -> UpdateControl.noUpdate();
    };
  }

  /** What cannot be undone is decided by the record as it is, and by a clock just read. */
  private UpdateControl<DeletedResource> act(DeletedResource record) {
    return switch (RecordStep.of(record, clock.now())) {
      case RecordStep.Restore r -> restore(record);
      case RecordStep.Expire e -> expire(record, e.why());
      case RecordStep.Wait w -> again(w.until());
      case RecordStep.Rest r -> UpdateControl.noUpdate();
    };
  }

  /** A watch may be behind, or cut off and not know it. */
  private Optional<DeletedResource> live(DeletedResource record) {
    return api.find(path(record))
        .map(bytes -> Json.as(DeletedResource.class, Json.parse(bytes)))
        .filter(now -> now.getMetadata().getUid().equals(record.getMetadata().getUid()))
        .filter(now -> now.getMetadata().getDeletionTimestamp() == null);
  }

  private UpdateControl<DeletedResource> restore(DeletedResource record) {
    var outcome =
        restore.restore(
            record, as -> write(record, RecordStatus.restoring(record, as, clock.now())));
    return switch (outcome) {
      case Restore.Outcome.Done done -> {
        write(record, RecordStatus.restored(record, done.as(), clock.now()));
        events.normal(
            record,
            "Restored",
            "Restored as " + done.as().name() + " for " + requester(record) + ".");
        tell(record, done.onTop());
        done.lost().ifPresent(why -> events.warning(record, "WithoutVolume", why));
        log.info("{}: restored as {}", id(record), done.as());
        yield UpdateControl.noUpdate();
      }
      case Restore.Outcome.Failed failed -> {
        report(record, failed.why());
        if (failed.why().waitingHelps()) {
          yield again(TRY_AGAIN);
        }
        endRequest(record);
        yield UpdateControl.noUpdate();
      }
    };
  }

  private void tell(DeletedResource record, OnTop onTop) {
    switch (onTop) {
      case OnTop.Nothing n -> {}
      case OnTop.Applied a ->
          events.normal(
              record,
              "Applied",
              "The manifest whose create restored it was applied on top, as " + a.manager() + ".");
      case OnTop.Overtaken o ->
          events.normal(
              record,
              "Overtaken",
              "The manifest whose create restored it was not applied: "
                  + o.manager()
                  + " has applied a later one.");
      case OnTop.Refused r ->
          events.warning(
              record,
              "NotApplied",
              "It is back as it was, but the manifest was not applied: " + r.why());
    }
  }

  private void report(DeletedResource record, RestoreFailure failure) {
    DeletedResourceStatus status = RecordStatus.notRestored(record, failure, clock.now());
    if (!status.equals(record.getStatus())) {
      write(record, status);
      events.warning(record, failure.reason().name(), failure.message());
      log.info("{}: not restored: {}", id(record), failure.message());
    }
  }

  /**
   * Waiting does not help: asking again, by whomever, is to be seen and stamped as a new request.
   */
  private void endRequest(DeletedResource record) {
    var patch = Json.object();
    patch.putObject("metadata").putObject("annotations").putNull(SoftDelete.RESTORE_ANNOTATION);
    api.mergePatch(path(record), patch);
  }

  private UpdateControl<DeletedResource> expire(DeletedResource record, String why) {
    Optional<String> objection = ClockCheck.objection(clock.ahead());
    if (objection.isPresent()) {
      delayed(record, objection.get());
      return again(TRY_AGAIN);
    }
    log.info("{}: purged, because {}", id(record), why);
    api.delete(path(record), record.getMetadata());
    return UpdateControl.noUpdate();
  }

  @Override
  public DeleteControl cleanup(DeletedResource record, Context<DeletedResource> context) {
    Purge.Outcome outcome =
        restore
            .finishIfBegun(record)
            .<Purge.Outcome>map(Purge.Outcome.Delayed::new)
            .orElseGet(() -> purge.purge(record));
    return switch (outcome) {
      case Purge.Outcome.Purged p -> DeleteControl.defaultDelete();
      case Purge.Outcome.Saved s -> {
        log.info("{}: its namespace or its CRD goes away; kept as {}", id(record), s.where());
        yield DeleteControl.defaultDelete();
      }
      case Purge.Outcome.Delayed d -> {
        delayed(record, d.why());
        yield DeleteControl.noFinalizerRemoval().rescheduleAfter(TRY_AGAIN.toMillis());
      }
    };
  }

  private void delayed(DeletedResource record, String why) {
    DeletedResourceStatus status = RecordStatus.notPurged(record, why, clock.now());
    if (!status.equals(record.getStatus())) {
      write(record, status);
      events.warning(record, "PurgeDelayed", why);
    }
  }

  private void write(DeletedResource record, DeletedResourceStatus status) {
    try {
      api.mergePatch(path(record) + "/status", RecordStatus.patch(status));
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
    record.setStatus(status);
  }

  private static String requester(DeletedResource record) {
    return record.getSpec().restoreRequestedBy() == null
        ? "somebody"
        : record.getSpec().restoreRequestedBy().username();
  }

  private static String path(DeletedResource record) {
    return ResourceType.DELETED_RESOURCES.path(
        Optional.of(record.getMetadata().getNamespace()), record.getMetadata().getName());
  }

  private static String id(DeletedResource record) {
    return record.getMetadata().getNamespace() + "/" + record.getMetadata().getName();
  }

  private static UpdateControl<DeletedResource> again(Duration until) {
    Duration wait = until.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : until;
    return UpdateControl.<DeletedResource>noUpdate().rescheduleAfter(Math.max(1, wait.toMillis()));
  }
}
