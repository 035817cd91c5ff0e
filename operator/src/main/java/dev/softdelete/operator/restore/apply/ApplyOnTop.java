package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.LastApplied;
import dev.softdelete.operator.restore.kinds.DroppedFields;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Applies a manifest on top of the object that its create restored, as its applier would have done.
 */
public final class ApplyOnTop {
  private final ApiServer api;
  private final PendingApply pending;
  private final String path;
  private final BooleanSupplier lastAttempt;

  /**
   * Creates an instance.
   *
   * @param lastAttempt asked after an attempt that has failed for a reason that may pass: whether
   *     no other attempt is to be made
   */
  public ApplyOnTop(ApiServer api, PendingApply pending, String path, BooleanSupplier lastAttempt) {
    this.api = api;
    this.pending = pending;
    this.path = path;
    this.lastAttempt = lastAttempt;
  }

  public String manager() {
    return pending.manager();
  }

  /**
   * Whether the applier has applied another manifest since the create.
   *
   * @param live the live object, before any write of ours
   */
  public boolean overtaken(KubeObject snapshot, KubeObject live) {
    return LaterApply.than(pending, snapshot, live);
  }

  /**
   * Returns the field ownership with which an apply removes the fields that the applier no longer
   * sends. A client-side apply removes them by itself.
   */
  public ArrayNode ownersBefore(KubeObject snapshot, ArrayNode owners) {
    if (pending.serverSide() || clientSide()) {
      return owners;
    }
    return handedOver(snapshot, owners)
        .orElseGet(
            () -> FieldOwnership.asApplied(owners, pending.manager(), PendingApply.STAND_IN));
  }

  private Optional<ArrayNode> handedOver(KubeObject snapshot, ArrayNode owners) {
    try {
      return LastApplied.own(snapshot)
          .flatMap(this::owned)
          .flatMap(before -> owned(pending.manifest()).map(now -> handedOver(owners, before, now)));
    } catch (ApiException | UncheckedIOException e) {
      if (lastAttempt.getAsBoolean()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether this is a client-side apply, and neither a server-side apply nor a plain create. */
  private boolean clientSide() {
    return !pending.serverSide() && LastApplied.own(new KubeObject(pending.manifest())).isPresent();
  }

  private static ArrayNode handedOver(ArrayNode owners, ObjectNode before, ObjectNode now) {
    return DroppedFields.handedTo(
        before, owners, DroppedFields.between(before.path("fieldsV1"), now.path("fieldsV1")));
  }

  /**
   * Returns the {@code managedFields} entry that an apply of the manifest would leave. Returns
   * empty if the apply would be refused.
   */
  private Optional<ObjectNode> owned(ObjectNode manifest) {
    try {
      return entryIn(tried(SettableFields.of(manifest)));
    } catch (ApiException e) {
      if (CertainRefusal.mayPass(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private KubeObject tried(ObjectNode manifest) {
    return api.applyDryRunAs(pending.requester(), path, pending.applyingManager(), manifest);
  }

  private Optional<ObjectNode> entryIn(KubeObject applied) {
    for (JsonNode entry : applied.metadata().path("managedFields")) {
      if (entry.path("manager").asText().equals(pending.applyingManager())
          && entry.path("operation").asText().equals("Apply")
          && !entry.has("subresource")) {
        return Optional.of(entry.deepCopy());
      }
    }
    return Optional.empty();
  }

  /**
   * Applies the manifest to this object. An apply to its name alone would create the object again
   * if it is gone. Finalizers that the object does not have are left out if it is being deleted,
   * because the API server would refuse the whole manifest. An error that is certain to repeat, or
   * that has not passed in time, counts as a refusal.
   *
   * @param owners the field ownership without the manifest
   * @return the reason if the apply is refused, otherwise empty
   */
  public Optional<String> apply(KubeObject live, ArrayNode owners) {
    try {
      if (clientSide()) {
        api.jsonPatchAs(
            pending.requester(),
            path + "?fieldManager=" + URLEncoder.encode(manager(), StandardCharsets.UTF_8),
            UpdateTo.patch(live, merged(live), owners));
      } else {
        ObjectNode manifest = asSent(manifestFor(live, pending.manifest()));
        api.applyAs(pending.requester(), path, pending.applyingManager(), manifest);
      }
      return Optional.empty();
    } catch (ApiException e) {
      if (e.notFound() || (passes(e) && !lastAttempt.getAsBoolean())) {
        throw e;
      }
      return Optional.of(e.about(live.json(), pending.manifest()));
    } catch (IllegalArgumentException
        | UnsupportedOperationException
        | ClassCastException
        | StackOverflowError e) {
      return Optional.of(cannotBeMerged(e));
    } catch (RuntimeException e) {
      if (!lastAttempt.getAsBoolean()) {
        throw e;
      }
      return Optional.of(cannotBeMerged(e));
    }
  }

  /** A conflict means that the object has changed since it was read, or is another one by now. */
  private static boolean passes(ApiException e) {
    boolean changed = e.conflict() && !e.causedBy("FieldManagerConflict") && !e.byWebhook();
    return changed || CertainRefusal.mayPass(e);
  }

  /** The message of the error may contain values of the manifest. */
  private static String cannotBeMerged(Throwable why) {
    return "It cannot be merged with the object (" + why.getClass().getSimpleName() + ").";
  }

  /** Returns the object that the client-side apply leaves. */
  private KubeObject merged(KubeObject live) {
    ObjectNode sent = WithoutNulls.of(pending.manifest());
    ObjectNode manifest = manifestFor(live, sent);
    KubeObject applied = tried(manifest);
    JsonNode now = entryIn(applied).map(e -> e.path("fieldsV1")).orElseGet(Json::object);
    Optional<ObjectNode> last = LastApplied.own(live);
    ObjectNode maps =
        MergedMaps.in(pending.manifest(), now, last.orElseGet(Json::object), live.json());
    ObjectNode withMaps = manifestFor(live, WithoutNulls.of(maps));
    ObjectNode wanted = (withMaps.equals(manifest) ? applied : tried(withMaps)).json();
    wanted = last.isEmpty() ? wanted : withoutDropped(last.get(), now, wanted);
    ObjectNode removed =
        sent.equals(pending.manifest())
            ? wanted
            : RemovedFields.without(
                NullFields.of(pending.manifest()), withoutDropped(pending.manifest(), now, wanted));
    return new KubeObject(SentAsNull.replacedIn(removed, pending.manifest()));
  }

  /** Returns the object without the fields that the manifest has and that are not applied now. */
  private ObjectNode withoutDropped(ObjectNode manifest, JsonNode now, ObjectNode object) {
    return owned(manifest)
        .map(before -> DroppedFields.between(before.path("fieldsV1"), now))
        .map(dropped -> RemovedFields.without(dropped, object))
        .orElse(object);
  }

  /** Returns the manifest with what was sent empty. Whether anything was, a dry run tells. */
  private ObjectNode asSent(ObjectNode manifest) {
    return pending.perhapsEmpty().isEmpty()
        ? manifest
        : owned(manifest)
            .map(now -> SentEmpty.emptied(manifest, pending.perhapsEmpty(), now.path("fieldsV1")))
            .orElse(manifest);
  }

  private static ObjectNode manifestFor(KubeObject live, ObjectNode sent) {
    ObjectNode manifest = sent.deepCopy();
    ObjectNode metadata = manifest.withObject("/metadata").put("uid", live.uid());
    if (live.deleting() && metadata.has("finalizers")) {
      ArrayNode kept = Json.object().arrayNode();
      metadata
          .path("finalizers")
          .forEach(
              f -> {
                if (live.finalizers().contains(f.asText())) {
                  kept.add(f);
                }
              });
      metadata.set("finalizers", kept);
    }
    return manifest;
  }

  /** Returns the field ownership that the applier's own request would have left. */
  public ArrayNode ownersAfter(KubeObject applied) {
    ArrayNode owners = applied.metadata().withArray("managedFields");
    return pending.serverSide()
        ? owners
        : FieldOwnership.asUpdated(owners, PendingApply.STAND_IN, pending.manager());
  }

  /** Whether the field ownership is still the one with which the manifest is applied. */
  public static boolean standsIn(KubeObject live) {
    return live.metadata()
        .path("managedFields")
        .valueStream()
        .anyMatch(e -> e.path("manager").asText().equals(PendingApply.STAND_IN));
  }
}
