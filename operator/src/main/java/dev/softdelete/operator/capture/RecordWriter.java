package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Writes a record once, in the namespace where it belongs. */
public final class RecordWriter {
  /**
   * Where a record is.
   *
   * @param purging whether the record was there already and is being purged
   */
  public record Written(String namespace, String name, boolean purging) {}

  private final ApiServer api;
  private final String operatorNamespace;

  public RecordWriter(ApiServer api, String operatorNamespace) {
    this.api = api;
    this.operatorNamespace = operatorNamespace;
  }

  public String operatorNamespace() {
    return operatorNamespace;
  }

  /**
   * The object's namespace; ours for cluster-scoped objects and where a namespace is going away.
   */
  public String home(Capturable deleted) {
    return deleted
        .namespace()
        .filter(n -> !n.terminating())
        .map(NamespaceState::name)
        .orElse(operatorNamespace);
  }

  public Written write(ObjectNode record) {
    KubeObject wanted = new KubeObject(record);
    String home = wanted.namespace().orElseThrow();
    try {
      api.create(ResourceType.DELETED_RESOURCES.path(Optional.of(home)), record);
      return new Written(home, wanted.name(), false);
    } catch (ApiException e) {
      if (e.alreadyExists()) {
        return update(wanted);
      }
      boolean namespaceGone = e.causedBy("NamespaceTerminating") || e.notFound();
      if (namespaceGone && !home.equals(operatorNamespace)) {
        return write(movedTo(record, operatorNamespace));
      }
      throw e;
    }
  }

  /** The record of an earlier attempt, which may have seen an earlier version of the object. */
  private Written update(KubeObject wanted) {
    String path = ResourceType.DELETED_RESOURCES.path(wanted.namespace(), wanted.name());
    KubeObject existing = KubeObject.parse(api.get(path));
    JsonNode snapshot = wanted.json().path("spec").path("snapshot");
    if (!existing.deleting() && !existing.json().path("spec").path("snapshot").equals(snapshot)) {
      ObjectNode patch = Json.object();
      patch.putObject("metadata").put("resourceVersion", existing.resourceVersion());
      patch.putObject("spec").set("snapshot", snapshot);
      api.mergePatch(path, patch);
    }
    return new Written(wanted.namespace().orElseThrow(), wanted.name(), existing.deleting());
  }

  /** The same record in another namespace. */
  public static ObjectNode movedTo(ObjectNode record, String namespace) {
    ObjectNode moved = record.deepCopy();
    moved.withObject("/metadata").put("namespace", namespace);
    return moved;
  }
}
