package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.Login;

/** A record as it is written again in another namespace: with its whole content except requests. */
public final class RelocatedRecord {
  /**
   * The annotation on a record that replaced another record. It contains the uid of that record.
   */
  static final String IN_PLACE_OF = SoftDelete.GROUP + "/in-place-of";

  /**
   * The annotation on a record that is about to be moved back into its own namespace. It contains
   * the uid of that namespace. From then on, no create begins a restore from the record.
   */
  static final String MOVES_TO = SoftDelete.GROUP + "/moves-to";

  private RelocatedRecord() {}

  /** Returns a patch that marks this version of a record as about to be moved into a namespace. */
  public static ObjectNode moving(DeletedResource record, String namespaceUid) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .put("uid", record.getMetadata().getUid())
        .put("resourceVersion", record.getMetadata().getResourceVersion())
        .putObject("annotations")
        .put(MOVES_TO, namespaceUid);
    return patch;
  }

  /** Whether the record is about to be moved back into its own namespace. */
  public static boolean moves(DeletedResource record) {
    return record.getMetadata().getAnnotations() != null
        && record.getMetadata().getAnnotations().containsKey(MOVES_TO);
  }

  /** Returns a copy that replaces a record which is about to be deleted with its namespace. */
  public static ObjectNode inPlaceOf(DeletedResource record, String namespace) {
    ObjectNode moved = of(record, namespace);
    moved.withObject("/metadata/annotations").put(IN_PLACE_OF, record.getMetadata().getUid());
    return moved;
  }

  /** Returns the uid of the record that this record replaced; empty if it replaced none. */
  public static String placeOf(KubeObject record) {
    return record.annotations().getOrDefault(IN_PLACE_OF, "");
  }

  public static ObjectNode of(DeletedResource record, String namespace) {
    ObjectNode original = Json.tree(record);
    ObjectNode moved = Json.object();
    moved.set("apiVersion", original.get("apiVersion"));
    moved.set("kind", original.get("kind"));
    ObjectNode metadata = moved.putObject("metadata");
    metadata.put("name", record.getMetadata().getName()).put("namespace", namespace);
    metadata.set("labels", original.at("/metadata/labels"));
    ObjectNode annotations = metadata.putObject("annotations");
    new KubeObject(original)
        .annotations().entrySet().stream()
            .filter(a -> !a.getKey().startsWith(SoftDelete.RESTORE_ANNOTATION))
            .filter(a -> !a.getKey().equals(IN_PLACE_OF) && !a.getKey().equals(MOVES_TO))
            .forEach(a -> annotations.put(a.getKey(), a.getValue()));
    metadata.putArray("finalizers").add(SoftDelete.PURGE_FINALIZER);
    moved.set("spec", original.get("spec"));
    Requester by = record.getSpec().restoreRequestedBy();
    if (Login.in(by)) {
      // The request stays behind, and with it the login.
      moved.withObject("/spec").set("restoreRequestedBy", Json.tree(Login.nameOf(by)));
    }
    return moved;
  }
}
