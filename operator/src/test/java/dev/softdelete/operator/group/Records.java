package dev.softdelete.operator.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.util.List;

/** Records for the tests of this package, built from the properties that matter in each test. */
final class Records {
  private final ObjectNode json = Json.object();

  private Records(String apiVersion, String kind, String resource, String namespace, String name) {
    ObjectNode metadata = json.putObject("metadata");
    metadata.put("name", resource + "-" + name).put("namespace", "records");
    ObjectNode spec = json.putObject("spec").put("deletionTime", "2026-01-01T00:00:00Z");
    ObjectNode deleted = spec.putObject("resource").put("apiVersion", apiVersion);
    deleted.put("kind", kind).put("resource", resource).put("name", name).put("uid", "u-" + name);
    if (namespace != null) {
      deleted.put("namespace", namespace).put("namespaceUid", "u-" + namespace);
    }
  }

  static Records namespace(String name) {
    return new Records("v1", "Namespace", "namespaces", null, name);
  }

  static Records configMap(String namespace, String name) {
    return new Records("v1", "ConfigMap", "configmaps", namespace, name);
  }

  static Records gadget(String namespace, String name) {
    return new Records("example.com/v1", "Gadget", "gadgets", namespace, name);
  }

  static Records clusterRole(String name) {
    return new Records("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", null, name);
  }

  Records with(String annotation, String value) {
    json.withObject("/metadata/annotations").put("softdelete.dev/" + annotation, value);
    return this;
  }

  Records inNamespace(String uid) {
    json.withObject("/spec/resource").put("namespaceUid", uid);
    return this;
  }

  Records asked() {
    return with("restore", "true");
  }

  Records askedBy(String username) {
    json.withObject("/spec/restoreRequestedBy").put("username", username);
    return asked();
  }

  Records deletedAt(String time) {
    json.withObject("/spec").put("deletionTime", time);
    return this;
  }

  Records begun(String name) {
    json.withObject("/status").put("state", "RESTORING").putObject("restoredAs").put("name", name);
    return this;
  }

  Records begunAs(String uid) {
    json.withObject("/status").put("state", "RESTORING").putObject("restoredAs").put("uid", uid);
    return asked();
  }

  Records restoredAt(String time) {
    json.withObject("/status").put("state", "RESTORED").putObject("restoredAs").put("uid", "new");
    condition("True", "Restored", "It is back.").put("lastTransitionTime", time);
    return this;
  }

  Records refused(String reason, String message) {
    json.withObject("/status").put("state", "DELETED");
    condition("False", reason, message);
    return this;
  }

  private ObjectNode condition(String status, String reason, String message) {
    ObjectNode condition = json.withObject("/status").withArray("conditions").addObject();
    return condition
        .put("type", "Restored")
        .put("status", status)
        .put("reason", reason)
        .put("message", message);
  }

  Records inFormat(int format) {
    json.withObject("/spec").put("format", format);
    return this;
  }

  Records beingPurged() {
    json.withObject("/metadata").put("deletionTimestamp", "2026-01-02T00:00:00Z");
    return this;
  }

  /** Adds a restore request that a user other than the operator wrote. */
  Records askedAt(String time) {
    ObjectNode entry = json.withObject("/metadata").withArray("managedFields").addObject();
    entry.put("manager", "kubectl-annotate").put("time", time);
    entry
        .putObject("fieldsV1")
        .putObject("f:metadata")
        .putObject("f:annotations")
        .putObject("f:softdelete.dev/restore");
    return asked();
  }

  Records purgeWaiting() {
    ObjectNode condition = json.withObject("/status").withArray("conditions").addObject();
    condition.put("type", "Purged").put("status", "False").put("reason", "MassPurge");
    condition.put("lastTransitionTime", "2026-01-02T00:00:02Z");
    return beingPurged();
  }

  DeletedResource record() {
    return Json.as(DeletedResource.class, json);
  }

  static List<DeletedResource> all(Records... records) {
    return List.of(records).stream().map(Records::record).toList();
  }
}
