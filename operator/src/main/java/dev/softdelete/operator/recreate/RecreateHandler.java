package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.requester.RestoringRequester;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.Format;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers a create. All lookups are in memory until there is an object to restore. */
public final class RecreateHandler implements AdmissionHandler {
  private static final int ATTEMPTS = 3;

  private final DeletedNames names;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final RestoreOnCreate restores;
  private final AwaitedRelease release;

  public RecreateHandler(
      DeletedNames names, Supplier<List<SoftDeletePolicy>> policies, RestoreOnCreate restores) {
    this.names = names;
    this.policies = policies;
    this.restores = restores;
    this.release = new AwaitedRelease(restores::stillThere);
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    Optional<KubeObject> created = request.object();
    if (created.isEmpty()
        || created.get().name().isEmpty()
        || RestoringRequester.restores(request.requester())) {
      return AdmissionResponse.allowed();
    }
    return LeftOverMark.removed(respond(request, created.get(), Set.of(), ATTEMPTS), created.get());
  }

  /**
   * Decides and responds.
   *
   * @param purged the uids of records whose purge has begun, which the watch may not have reported
   * @param attempts how often the records may change before the create is refused
   */
  private AdmissionResponse respond(
      AdmissionRequest request, KubeObject object, Set<String> purged, int attempts) {
    RecreateAnswer answer = decide(object, records(request, object, purged));
    if (!(answer instanceof RecreateAnswer.Restore r)) {
      return respond(request, object, answer);
    }
    RecreateAnswer now;
    try {
      if (r.record().getSpec().mode() != Mode.Hold && release.awaited(r.record())) {
        return stillDeleted(r.record());
      }
      // The record may already be purged or restored, which the watch may not have reported yet.
      // What it has reported since may be a later deletion.
      List<DeletedResource> records = records(request, object, purged);
      now = decide(object, replaced(records, r.record(), restores.current(r.record())));
    } catch (ApiException | UncheckedIOException e) {
      return notNow(r.record(), e);
    }
    if (!(now instanceof RecreateAnswer.Restore restore)) {
      return respond(request, object, now);
    }
    Restored restored =
        uid(restore.record()).equals(uid(r.record()))
            ? restore(request, restore)
            : new Restored.RecordHasChanged();
    return switch (restored) {
      case Restored.Answered answered -> answered.response();
      case Restored.PurgeHasBegun p ->
          respond(request, object, with(purged, uid(restore.record())), attempts);
      case Restored.RecordHasChanged c ->
          attempts > 1
              ? respond(request, object, purged, attempts - 1)
              : comingBack(restore.record());
    };
  }

  private AdmissionResponse respond(
      AdmissionRequest request, KubeObject object, RecreateAnswer answer) {
    return switch (answer) {
      case RecreateAnswer.Create c -> AdmissionResponse.allowed();
      case RecreateAnswer.Refuse r -> taken(r.taken());
      case RecreateAnswer.NothingToRestore n -> nothing(request, object);
      case RecreateAnswer.ComingBack c -> comingBack(c.record());
      case RecreateAnswer.ComingBackElsewhere e -> comingBackElsewhere(e);
      case RecreateAnswer.Restore r -> comingBack(r.record());
    };
  }

  private List<DeletedResource> records(
      AdmissionRequest request, KubeObject object, Set<String> purged) {
    return names
        .of(request.group(), request.resource(), request.namespace(), object.name())
        .stream()
        .filter(record -> !purged.contains(uid(record)))
        .toList();
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

  private RecreateAnswer decide(KubeObject object, List<DeletedResource> records) {
    return RecreateDecision.decide(object.annotations(), records, r -> byPolicy(r, policies.get()));
  }

  private static List<DeletedResource> replaced(
      List<DeletedResource> records, DeletedResource seen, Optional<DeletedResource> now) {
    var uid = seen.getMetadata().getUid();
    return Stream.concat(
            records.stream().filter(r -> !r.getMetadata().getUid().equals(uid)), now.stream())
        .toList();
  }

  /**
   * Returns the answer of the record's policy. If the policy is gone, it covers nothing any more,
   * and the create is allowed.
   */
  static OnRecreate byPolicy(DeletedResource record, List<SoftDeletePolicy> policies) {
    return PolicySelection.named(policies, record.getSpec().policy())
        .map(p -> p.getSpec().onRecreate())
        .orElse(OnRecreate.Allow);
  }

  private Restored restore(AdmissionRequest request, RecreateAnswer.Restore answer) {
    DeletedResource record = answer.record();
    KubeObject object = request.object().orElseThrow();
    if (!object.apiVersion().equals(record.getSpec().resource().apiVersion())) {
      return new Restored.Answered(taken(record));
    }
    try {
      Optional<String> forbidden = restores.forbidden(request.requester(), record);
      if (forbidden.isPresent()) {
        return new Restored.Answered(
            new AdmissionResponse.Denied(403, "Forbidden", forbidden.get()));
      }
      if (restores.held(record)) {
        if (!request.dryRun()) {
          restores.ask(record, request.requester());
        }
        return new Restored.Answered(comingBack(record));
      }
      ObjectNode manifest = restores.manifest(record, request.uid());
      switch (begin(request, answer)) {
        case PURGE_HAS_BEGUN -> {
          return new Restored.PurgeHasBegun();
        }
        case RECORD_HAS_CHANGED -> {
          return new Restored.RecordHasChanged();
        }
        case YES -> {}
      }
      var restored =
          new AdmissionResponse.Patched(
              ObjectReplacement.patch(object.json(), manifest), List.of(warning(request, answer)));
      return new Restored.Answered(RestoreNote.on(restored, request, record));
    } catch (CorruptSnapshotException | ApiException | UncheckedIOException e) {
      return new Restored.Answered(notNow(record, e));
    }
  }

  private RestoreOnCreate.Begun begin(AdmissionRequest request, RecreateAnswer.Restore answer) {
    return request.dryRun()
        ? RestoreOnCreate.Begun.YES
        : restores.begin(
            answer.record(),
            request.requester(),
            request.uid(),
            answer.thenApply() ? Optional.of(AppliedManifest.of(request)) : Optional.empty());
  }

  /** Denies the create. An error of ours would lead to an ordinary create instead. */
  private static AdmissionResponse notNow(DeletedResource record, RuntimeException why) {
    String message = sentence(record) + " It cannot be restored by a create: " + why.getMessage();
    boolean mayPass =
        why instanceof UncheckedIOException || (why instanceof ApiException e && e.mayPass());
    return mayPass
        ? new AdmissionResponse.Denied(503, "ServiceUnavailable", message)
        : new AdmissionResponse.Denied(409, "AlreadyExists", message);
  }

  private String warning(AdmissionRequest request, RecreateAnswer.Restore answer) {
    String restored = "restored from deletedresource " + answer.record().getMetadata().getName();
    if (!answer.thenApply()) {
      return restored
          + "; everything else in this manifest was ignored, as "
          + SoftDelete.RESTORE_ANNOTATION
          + " asks";
    }
    return restores.mayApply(request.requester(), answer.record())
        ? restored + "; this manifest is applied on top of it"
        : restored + "; this manifest is not applied on top of it: you may not patch it";
  }

  static AdmissionResponse taken(DeletedResource record) {
    if (Format.newer(record)) {
      return new AdmissionResponse.Denied(
          409, "AlreadyExists", sentence(record) + " " + Format.leftAlone(record));
    }
    var metadata = record.getMetadata();
    return new AdmissionResponse.Denied(
        409,
        "AlreadyExists",
        "%s Restore it with: kubectl annotate deletedresource %s -n %s %s=true, or choose a different name."
            .formatted(
                sentence(record),
                metadata.getName(),
                metadata.getNamespace(),
                SoftDelete.RESTORE_ANNOTATION));
  }

  private static String sentence(DeletedResource record) {
    var deleted = record.getSpec().resource();
    return "A deleted %s with name '%s' already exists%s."
        .formatted(
            deleted.kind(),
            deleted.name(),
            deleted.namespace() == null ? "" : " in namespace '" + deleted.namespace() + "'");
  }

  private static AdmissionResponse nothing(AdmissionRequest request, KubeObject object) {
    return new AdmissionResponse.Denied(
        404,
        "NotFound",
        "There is no deleted %s with name '%s'%s to restore. To create a new one, leave out the annotation %s."
            .formatted(
                request.kind(),
                object.name(),
                request.namespace().map(n -> " in namespace '" + n + "'").orElse(""),
                SoftDelete.RESTORE_ANNOTATION));
  }

  private static AdmissionResponse stillDeleted(DeletedResource record) {
    return new AdmissionResponse.Denied(
        409, "AlreadyExists", sentence(record) + " It is still being deleted; try again.");
  }

  private static AdmissionResponse comingBackElsewhere(RecreateAnswer.ComingBackElsewhere answer) {
    var metadata = answer.record().getMetadata();
    String namespace = answer.place().namespace();
    return new AdmissionResponse.Denied(
        409,
        "AlreadyExists",
        "%s It is being restored as %s. To restore it here instead, first withdraw that: kubectl annotate deletedresource %s -n %s %s-"
            .formatted(
                sentence(answer.record()),
                (namespace == null ? "" : namespace + "/") + answer.place().name(),
                metadata.getName(),
                metadata.getNamespace(),
                SoftDelete.RESTORE_ANNOTATION));
  }

  private static AdmissionResponse comingBack(DeletedResource record) {
    return new AdmissionResponse.Denied(
        409, "AlreadyExists", sentence(record) + " It is being restored just now; try again.");
  }
}
