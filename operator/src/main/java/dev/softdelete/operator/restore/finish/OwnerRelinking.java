package dev.softdelete.operator.restore.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.restore.kinds.FieldOwnership;
import dev.softdelete.operator.snapshot.Format;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds owner references to objects that were restored before their owner. The data that an owner
 * reads when it starts, such as a password, must exist before the owner.
 */
public final class OwnerRelinking {
  private static final Logger log = LoggerFactory.getLogger(OwnerRelinking.class);
  private static final int ATTEMPTS = 5;

  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordCatalog records;

  public OwnerRelinking(ApiServer api, SnapshotStore snapshots, RecordCatalog records) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
  }

  /**
   * Sets the owner references between the restored object, its owners and its dependents. The
   * caller must have written the restored object to the status of the record.
   */
  public void settle(DeletedResource record, RestoredObject as) {
    List<String> owners = Objects.requireNonNullElse(record.getSpec().owners(), List.of());
    for (String owner : owners) {
      records
          .ofUid(owner)
          .flatMap(this::restoredAsNow)
          .ifPresent(back -> give(record, as, owner, back));
    }
    for (DeletedResource owned : records.ofOwner(record.getSpec().resource().uid())) {
      RecordStep.restoredAs(owned)
          .filter(o -> !Format.newer(owned))
          .ifPresent(o -> give(owned, o, record.getSpec().resource().uid(), as));
    }
  }

  /**
   * Returns the restored object of a record as the API server has it, because the watch may be
   * behind. Of an owner and a dependent, the one that settles last sees the other.
   */
  private Optional<RestoredObject> restoredAsNow(DeletedResource record) {
    return LiveRecord.find(api, record).flatMap(RecordStep::restoredAs);
  }

  private void give(
      DeletedResource owned, RestoredObject as, String ownerBefore, RestoredObject owner) {
    boolean near = owner.namespace() == null || owner.namespace().equals(as.namespace());
    if (!near) {
      // The garbage collector does not find owners in other namespaces, and would delete the
      // object.
      return;
    }
    String path =
        ResourceType.of(owned.getSpec().resource())
            .path(Optional.ofNullable(as.namespace()), as.name());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<KubeObject> live =
          api.find(path)
              .map(KubeObject::parse)
              .filter(l -> l.uid().equals(as.uid()) && !l.deleting())
              .filter(l -> !belongs(l, owner) || FieldOwnership.writtenByUs(l));
      if (live.isEmpty() || give(owned, live.get(), path, ownerBefore, owner)) {
        return;
      }
    }
    log.warn("{}: changes faster than it can be given to its owner", path);
  }

  private boolean give(
      DeletedResource owned,
      KubeObject live,
      String path,
      String ownerBefore,
      RestoredObject owner) {
    KubeObject snapshot = snapshots.get(owned).object();
    Optional<ObjectNode> reference = reference(snapshot, ownerBefore);
    if (reference.isEmpty()) {
      return true;
    }
    try {
      KubeObject given =
          belongs(live, owner)
              ? live
              : patch(path, live, "ownerReferences", withOwner(live, reference.get(), owner));
      patch(path, given, "managedFields", FieldOwnership.merged(snapshot, given, false));
      return true;
    } catch (ApiException e) {
      if (!e.conflict() && !e.notFound()) {
        throw e;
      }
      return e.notFound();
    }
  }

  private static Optional<ObjectNode> reference(KubeObject snapshot, String owner) {
    for (JsonNode reference : snapshot.metadata().path("ownerReferences")) {
      if (reference.path("uid").asText().equals(owner)) {
        return Optional.of(reference.deepCopy());
      }
    }
    return Optional.empty();
  }

  private static boolean belongs(KubeObject live, RestoredObject owner) {
    return live.owners().stream().anyMatch(o -> o.uid().equals(owner.uid()));
  }

  private static ArrayNode withOwner(KubeObject live, ObjectNode reference, RestoredObject owner) {
    ArrayNode owners = Json.object().arrayNode();
    live.metadata().path("ownerReferences").forEach(owners::add);
    return owners.add(reference.put("uid", owner.uid()).put("name", owner.name()));
  }

  private KubeObject patch(String path, KubeObject live, String field, ArrayNode value) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", live.resourceVersion()).set(field, value);
    return api.mergePatch(path + "?fieldManager=" + FieldOwnership.FIELD_MANAGER, patch);
  }
}
