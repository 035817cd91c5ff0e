package dev.softdelete.operator.controller;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ClockCheck;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.purge.AskedPurge;
import dev.softdelete.operator.purge.MassPurge;
import dev.softdelete.operator.purge.Purge;
import dev.softdelete.operator.purge.WaitingPurges;
import dev.softdelete.operator.record.BriefStore;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.NewerRecords;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordChanges;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.Undelete;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.snapshot.Format;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles each record: restores it on request, and purges it when its time is over. */
@ControllerConfiguration(
    name = RecordReconciler.NAME,
    finalizerName = SoftDelete.PURGE_FINALIZER,
    generationAwareEventProcessing = false,
    informer = @Informer(itemStore = BriefStore.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 200, maxInterval = 30_000)
public final class RecordReconciler
    implements Reconciler<DeletedResource>, Cleaner<DeletedResource> {
  public static final String NAME = "deletedresource";

  private static final Logger log = LoggerFactory.getLogger(RecordReconciler.class);
  private static final Duration ITS_TURN_LATER = Duration.ofMillis(250);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Undelete undelete;
  private final Group group;
  private final Purge purge;
  private final ApiServer api;
  private final ServerClock clock;
  private final RecordCatalog catalog;
  private final RecordEvents events;
  private final RecordChanges changes = new RecordChanges();
  private final NewerRecords newer;
  private final WaitingPurges waiting;
  private final RecordEnding ending;
  private final SimpleInboundEventSource<DeletedResource> turns =
      new SimpleInboundEventSource<>("turns");

  /** The parts that decide when a record ends, and that purge it. */
  public record Purges(Purge purge, MassPurge mass, Supplier<List<SoftDeletePolicy>> policies) {}

  public RecordReconciler(
      Undelete.Restorers restorers,
      Purges purges,
      ApiServer api,
      ServerClock clock,
      RecordCatalog catalog) {
    this.undelete = new Undelete(api, clock, restorers);
    this.group = restorers.group();
    this.purge = purges.purge();
    this.api = api;
    this.clock = clock;
    this.catalog = catalog;
    this.events = new RecordEvents(api, clock);
    this.newer = new NewerRecords(events);
    this.waiting = new WaitingPurges(purges.mass(), purges.policies(), api, clock);
    this.ending = new RecordEnding(undelete, purge, waiting, new StatusWriter(api), events, clock);
  }

  @Override
  public List<EventSource<?, DeletedResource>> prepareEventSources(
      EventSourceContext<DeletedResource> context) {
    catalog.follow(context);
    return List.of(turns);
  }

  @Override
  public UpdateControl<DeletedResource> reconcile(
      DeletedResource record, Context<DeletedResource> context) {
    changes.in(record).forEach(c -> events.normal(record, c.reason(), c.message()));
    RecordStep step = step(record);
    if (!step.acts()) {
      return rest(record, step);
    }
    if (step instanceof RecordStep.Restore && waitsForOthers(record)) {
      return again(ITS_TURN_LATER);
    }
    // The actions cannot be undone, and the watch may lag behind or have lost its connection.
    return live(record).map(this::act).orElseGet(UpdateControl::noUpdate);
  }

  private RecordStep step(DeletedResource record) {
    return group.request(record).isPresent()
        ? new RecordStep.Restore()
        : RecordStep.of(record, clock.now());
  }

  private UpdateControl<DeletedResource> act(DeletedResource record) {
    RecordStep step = step(record);
    return switch (step) {
      case RecordStep.Restore r ->
          restore(record).map(RecordReconciler::again).orElseGet(UpdateControl::noUpdate);
      case RecordStep.Preview p -> {
        undelete.preview(record);
        yield UpdateControl.noUpdate();
      }
      case RecordStep.Tell t -> {
        undelete.tellWhyItStays(record);
        yield UpdateControl.noUpdate();
      }
      case RecordStep.Withdraw w ->
          undelete.withdraw(record).map(RecordReconciler::again).orElseGet(UpdateControl::noUpdate);
      case RecordStep.Expire e -> expire(record, e.why());
      default -> rest(record, step);
    };
  }

  private UpdateControl<DeletedResource> rest(DeletedResource record, RecordStep step) {
    if (step instanceof RecordStep.Leave) {
      return leave(record);
    }
    Optional<Duration> until =
        step instanceof RecordStep.Wait w ? Optional.of(w.until()) : Optional.empty();
    return Stream.concat(until.stream(), undelete.tidy(record).stream())
        .min(Comparator.naturalOrder())
        .map(RecordReconciler::again)
        .orElseGet(UpdateControl::noUpdate);
  }

  /** Whether the restore waits for its turn in its group. Members whose turn it is are woken. */
  private boolean waitsForOthers(DeletedResource record) {
    group.ready(record).forEach(member -> turns.propagateEvent(ResourceID.fromResource(member)));
    return group.mustWait(record);
  }

  /** Makes one attempt to restore the object. Returns when to try again, if so. */
  private Optional<Duration> restore(DeletedResource record) {
    return group.request(record).flatMap(undelete::attempt);
  }

  private UpdateControl<DeletedResource> leave(DeletedResource record) {
    newer.leave(record);
    return UpdateControl.noUpdate();
  }

  /** Returns the live record, unless it is being deleted. */
  private Optional<DeletedResource> live(DeletedResource record) {
    return LiveRecord.same(api, record)
        .filter(now -> now.getMetadata().getDeletionTimestamp() == null);
  }

  private UpdateControl<DeletedResource> expire(DeletedResource record, String why) {
    Optional<String> objection = ClockCheck.objection(clock.ahead());
    if (objection.isPresent()) {
      ending.delayed(record, objection.get());
      return again(TRY_AGAIN);
    }
    if (waiting.objection(record).orElse(null) instanceof Purge.Outcome.Waits waits) {
      return again(RecordEnding.shorter(waits.lookAgain()));
    }
    log.info("{}: purged, because {}", id(record), why);
    api.delete(LiveRecord.path(record), record.getMetadata());
    return UpdateControl.noUpdate();
  }

  @Override
  public DeleteControl cleanup(DeletedResource record, Context<DeletedResource> context) {
    changes.forget(record);
    if (Format.newer(record)) {
      // Keep the finalizer, even if a terminating namespace waits for it: a copy that this version
      // writes elsewhere might lack important fields.
      newer.leave(record);
      return DeleteControl.noFinalizerRemoval();
    }
    if (AskedPurge.at(record).isEmpty() && !RecordStep.stays(record)) {
      return ending.end(record);
    }
    // The purge may have been canceled, and the watch may not have reported it yet.
    return LiveRecord.same(api, record)
        .map(now -> calledOff(now) ? bringBack(now) : ending.end(now))
        .orElseGet(DeleteControl::noFinalizerRemoval);
  }

  private boolean calledOff(DeletedResource record) {
    return waiting.giveWay(record)
        && (group.comesBackWithOthers(record)
            || (RecordStep.stays(record) && RecordStep.comesBack(record)));
  }

  /**
   * Restores the object instead of purging the record, unless the record is saved from the purge
   * anyway.
   */
  private DeleteControl bringBack(DeletedResource record) {
    Optional<Purge.Outcome> saved = purge.saved(record);
    if (saved.isPresent()) {
      return ending.ended(record, saved.get());
    }
    Duration next = waitsForOthers(record) ? ITS_TURN_LATER : restore(record).orElse(TRY_AGAIN);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(next.toMillis());
  }

  /**
   * Reconciles the records that are being deleted in a namespace that begins to terminate. Waiting
   * purges are replaced by a move to another namespace, and must not delay the deletion of this
   * one.
   */
  public void namespaceGoes(String namespace) {
    catalog.ending().stream()
        .filter(record -> record.getMetadata().getNamespace().equals(namespace))
        .forEach(record -> turns.propagateEvent(ResourceID.fromResource(record)));
  }

  private static String id(DeletedResource record) {
    return record.getMetadata().getNamespace() + "/" + record.getMetadata().getName();
  }

  private static UpdateControl<DeletedResource> again(Duration until) {
    return UpdateControl.<DeletedResource>noUpdate()
        .rescheduleAfter(Math.clamp(until.toMillis(), 1, LONGEST_WAIT.toMillis()));
  }
}
