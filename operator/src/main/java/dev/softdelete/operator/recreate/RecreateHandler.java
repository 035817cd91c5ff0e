package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers a create. All lookups are in memory until there is an object to restore. */
public final class RecreateHandler implements AdmissionHandler {
  private static final int ATTEMPTS = 3;

  private final CreateDecisions decisions;
  private final RestoreOnCreate restores;
  private final Function<AdmissionRequest, RequesterKind> kinds;
  private final UncheckedCreates unchecked;
  private final AwaitedRelease release;
  private final AwaitedMove move;
  private final AnsweredCreates answered;

  /**
   * Creates the handler.
   *
   * @param kinds decides what sends a create
   * @param unchecked receives the creates that are let through after a fault
   * @param waits how long creates may still wait for a deleted object
   */
  public RecreateHandler(
      DeletedNames names,
      Supplier<List<SoftDeletePolicy>> policies,
      RestoreOnCreate restores,
      Function<AdmissionRequest, RequesterKind> kinds,
      UncheckedCreates unchecked,
      WaitLimits waits) {
    this.decisions = new CreateDecisions(names, policies);
    this.restores = restores;
    this.kinds = kinds;
    this.unchecked = unchecked;
    this.release = new AwaitedRelease(restores::stillThere, waits);
    this.move = new AwaitedMove(names, waits);
    this.answered = new AnsweredCreates(restores::marked);
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    Optional<KubeObject> created = request.object();
    if (created.isEmpty()
        || created.get().name().isEmpty()
        || RestoringRequester.restores(request.requester())
        || answered.include(created.get())) {
      return AdmissionResponse.allowed();
    }
    KubeObject sent = created.get();
    if (concernsNothing(request, sent)) {
      return LeftOverMark.removed(AdmissionResponse.allowed(), sent);
    }
    NamedCreate create = NamedCreate.of(request, kinds.apply(request));
    AdmissionResponse response = respond(create, Set.of(), ATTEMPTS);
    return LeftOverMark.removed(
        create.kind() == RequesterKind.CONTROLLER
            ? CopiedAnnotations.takenOff(sent, response, request.requester())
            : RestoreValue.warned(response, sent),
        sent);
  }

  private boolean concernsNothing(AdmissionRequest request, KubeObject sent) {
    return !CopiedAnnotations.matter(sent) && decisions.records(request, sent.name()).isEmpty();
  }

  /** Decides from what is in memory. */
  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    String name = request.object().map(KubeObject::name).orElse("");
    if (name.isEmpty()
        || RestoringRequester.restores(request.requester())
        || concernsNothing(request, request.object().orElseThrow())) {
      return fault.letThrough();
    }
    NamedCreate create = NamedCreate.of(request, kinds.apply(request));
    RecreateAnswer decided = decisions.decide(create, Set.of());
    return switch (CreateAfterFault.of(decided, create, fault)) {
      case AdmissionResponse.Denied d -> d;
      case AdmissionResponse through -> {
        decisions.records(request, name).stream()
            .max(ByDeletion.ORDER)
            .ifPresent(record -> unchecked.note(request, record, fault));
        yield through;
      }
    };
  }

  /**
   * Decides and responds.
   *
   * @param purged the uids of records whose purge has begun, which the watch may not have reported
   * @param attempts how often the records may change before the create is refused
   */
  private AdmissionResponse respond(NamedCreate create, Set<String> purged, int attempts) {
    RecreateAnswer answer = decisions.decide(create, purged);
    if (!(answer instanceof RecreateAnswer.Restore r)) {
      return respond(create, answer);
    }
    RecreateAnswer now;
    try {
      if (r.record().getSpec().mode() != Mode.Hold && release.awaited(r.record())) {
        return CreateDenial.stillDeleted(r.record());
      }
      // The record may already be purged or restored, which the watch may not have reported yet.
      // What it has reported since may be a later deletion.
      now = decisions.decide(create, purged, r.record(), restores.current(r.record()));
    } catch (ApiException | UncheckedIOException e) {
      return CreateDenial.notNow(r.record(), e);
    }
    if (!(now instanceof RecreateAnswer.Restore restore)) {
      return respond(create, now);
    }
    Restored restored =
        !uid(restore.record()).equals(uid(r.record())) || move.awaited(restore.record())
            ? new Restored.RecordHasChanged()
            : restore(create, restore);
    return switch (restored) {
      case Restored.Answered answered -> answered.response();
      case Restored.PurgeHasBegun p ->
          respond(create, with(purged, uid(restore.record())), attempts);
      case Restored.RecordHasChanged c ->
          attempts > 1
              ? respond(create, purged, attempts - 1)
              : CreateDenial.comingBack(restore.record());
    };
  }

  private AdmissionResponse respond(NamedCreate create, RecreateAnswer answer) {
    return switch (answer) {
      case RecreateAnswer.Create c -> AdmissionResponse.allowed();
      case RecreateAnswer.Refuse r ->
          restores.copyIsGone(r.taken())
              ? CreateDenial.nothingLeft(r.taken())
              : decisions.taken(create, r.taken());
      case RecreateAnswer.NothingToRestore n -> CreateDenial.nothingToRestore(create);
      case RecreateAnswer.ComingBack c -> CreateDenial.comingBack(c.record());
      case RecreateAnswer.ComingBackElsewhere e -> CreateDenial.comingBackElsewhere(e);
      case RecreateAnswer.Restore r -> CreateDenial.comingBack(r.record());
    };
  }

  private static String uid(DeletedResource record) {
    return record.getMetadata().getUid();
  }

  private static Set<String> with(Set<String> uids, String another) {
    return Stream.concat(uids.stream(), Stream.of(another)).collect(Collectors.toSet());
  }

  /** The result of an attempt to restore by the create. */
  private sealed interface Restored {
    record Answered(AdmissionResponse response) implements Restored {}

    record PurgeHasBegun() implements Restored {}

    record RecordHasChanged() implements Restored {}
  }

  private Restored restore(NamedCreate create, RecreateAnswer.Restore answer) {
    DeletedResource record = answer.record();
    AdmissionRequest request = create.request();
    KubeObject object = create.object();
    try {
      Optional<String> forbidden = restores.forbidden(request.requester(), record);
      if (forbidden.isPresent()) {
        return new Restored.Answered(
            new AdmissionResponse.Denied(403, "Forbidden", forbidden.get()));
      }
      boolean inOwnVersion = object.apiVersion().equals(record.getSpec().resource().apiVersion());
      if (!inOwnVersion || restores.held(record)) {
        if (!request.dryRun()) {
          restores.ask(record, request.requester());
        }
        return new Restored.Answered(
            inOwnVersion
                ? CreateDenial.comingBack(record)
                : CreateDenial.comesBackInItsVersion(record, object.apiVersion()));
      }
      ObjectNode manifest = restores.manifest(record, request.uid(), request.dryRun());
      Optional<PendingApply> apply =
          answer.thenApply() ? Optional.of(AppliedManifest.of(request)) : Optional.empty();
      Optional<String> immutable = apply.flatMap(a -> restores.immutable(record, manifest, a));
      if (immutable.isPresent()) {
        return new Restored.Answered(CreateDenial.immutable(record, immutable.get()));
      }
      switch (begin(request, answer, apply)) {
        case PURGE_HAS_BEGUN -> {
          return new Restored.PurgeHasBegun();
        }
        case RECORD_HAS_CHANGED -> {
          return new Restored.RecordHasChanged();
        }
        case YES -> {}
      }
      answered.add(request.uid());
      var restored =
          new AdmissionResponse.Patched(
              ObjectReplacement.patch(object.json(), manifest),
              List.of(
                  RestoreWarning.of(answer, () -> restores.mayApply(request.requester(), record))));
      return new Restored.Answered(RestoreNote.on(restored, request, record));
    } catch (CorruptSnapshotException | ApiException | UncheckedIOException e) {
      return new Restored.Answered(
          restores.copyIsGone(record)
              ? CreateDenial.nothingLeft(record)
              : CreateDenial.notNow(record, e));
    }
  }

  private RestoreOnCreate.Begun begin(
      AdmissionRequest request, RecreateAnswer.Restore answer, Optional<PendingApply> apply) {
    return request.dryRun()
        ? RestoreOnCreate.Begun.YES
        : restores.begin(answer.record(), request.requester(), request.uid(), apply);
  }
}
