package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.FieldTime;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Applies a manifest on top of what its create restored, as its applier would have done. */
final class ApplyOnTop {
  private final ApiServer api;
  private final PendingApply pending;
  private final String path;

  ApplyOnTop(ApiServer api, PendingApply pending, String path) {
    this.api = api;
    this.pending = pending;
    this.path = path;
  }

  String manager() {
    return pending.manager();
  }

  /**
   * Whether its applier applied again after the create, which a manifest of before must not undo.
   * Other writes of the same client are no manifest, and undo nothing of this one.
   *
   * @param live as nobody of us has written it yet
   */
  boolean overtaken(KubeObject snapshot, KubeObject live) {
    return pending.serverSide()
        ? appliedSince(live)
        : !Objects.equals(lastApplied(snapshot), lastApplied(live));
  }

  /** Who creates is entered a moment before the object has its time of creation. */
  private boolean appliedSince(KubeObject live) {
    for (JsonNode entry : live.metadata().path("managedFields")) {
      if (entry.path("manager").asText().equals(pending.manager())
          && entry.path("operation").asText().equals("Apply")
          && !entry.has("subresource")
          && FieldTime.of(entry.path("time").asText())
              .filter(at -> at.isAfter(live.creationTime()))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The ownership by which the API server drops what the applier has dropped. */
  ArrayNode ownersBefore(KubeObject snapshot, ArrayNode owners) {
    if (pending.serverSide()) {
      return owners;
    }
    String last = lastApplied(snapshot);
    return Optional.ofNullable(last)
        .flatMap(text -> owned(Json.parse(text.getBytes(StandardCharsets.UTF_8))))
        .flatMap(before -> owned(pending.manifest()).map(now -> handedOver(owners, before, now)))
        .orElseGet(
            () -> FieldOwnership.asApplied(owners, pending.manager(), PendingApply.STAND_IN));
  }

  private static ArrayNode handedOver(ArrayNode owners, ObjectNode before, ObjectNode now) {
    return DroppedFields.handedTo(
        before, owners, DroppedFields.between(before.path("fieldsV1"), now.path("fieldsV1")));
  }

  /** The entry that an apply of this would leave; empty where it would be refused. */
  private Optional<ObjectNode> owned(ObjectNode manifest) {
    try {
      KubeObject applied =
          api.applyDryRunAs(pending.requester(), path, PendingApply.STAND_IN, manifest);
      for (JsonNode entry : applied.metadata().path("managedFields")) {
        if (entry.path("manager").asText().equals(PendingApply.STAND_IN)) {
          return Optional.of(entry.deepCopy());
        }
      }
      return Optional.empty();
    } catch (ApiException e) {
      if (e.mayPass()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Why not, if so. */
  Optional<String> apply() {
    try {
      api.applyAs(pending.requester(), path, pending.applyingManager(), pending.manifest());
      return Optional.empty();
    } catch (ApiException e) {
      if (e.notFound() || e.mayPass()) {
        throw e;
      }
      return Optional.of(e.getMessage());
    }
  }

  ArrayNode ownersAfter(KubeObject applied) {
    ArrayNode owners = (ArrayNode) applied.metadata().path("managedFields");
    return pending.serverSide()
        ? owners
        : FieldOwnership.asUpdated(owners, PendingApply.STAND_IN, pending.manager());
  }

  private static String lastApplied(KubeObject object) {
    return object.annotations().get(PendingApply.LAST_APPLIED);
  }
}
