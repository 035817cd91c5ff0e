package dev.softdelete.operator.restore.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.util.List;

/**
 * GroupRecords for the tests of this package, built from the properties that matter in each test.
 */
public final class GroupRecords {
  private final ObjectNode json = Json.object();

  private GroupRecords(
      String apiVersion, String kind, String resource, String namespace, String name) {
    ObjectNode metadata = json.putObject("metadata");
    metadata.put("name", resource + "-" + name).put("namespace", "records");
    ObjectNode spec = json.putObject("spec").put("deletionTime", "2026-01-01T00:00:00Z");
    ObjectNode deleted = spec.putObject("resource").put("apiVersion", apiVersion);
    deleted.put("kind", kind).put("resource", resource).put("name", name).put("uid", "u-" + name);
    if (namespace != null) {
      deleted.put("namespace", namespace).put("namespaceUid", "u-" + namespace);
    }
  }

  public static GroupRecords namespace(String name) {
    return new GroupRecords("v1", "Namespace", "namespaces", null, name);
  }

  public static GroupRecords configMap(String namespace, String name) {
    return new GroupRecords("v1", "ConfigMap", "configmaps", namespace, name);
  }

  static GroupRecords gadget(String namespace, String name) {
    return new GroupRecords("example.com/v1", "Gadget", "gadgets", namespace, name);
  }

  static GroupRecords clusterRole(String name) {
    return new GroupRecords(
        "rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", null, name);
  }

  GroupRecords with(String annotation, String value) {
    json.withObject("/metadata/annotations").put("softdelete.dev/" + annotation, value);
    return this;
  }

  public GroupRecords inNamespace(String uid) {
    json.withObject("/spec/resource").put("namespaceUid", uid);
    return this;
  }

  public GroupRecords inGroup(String uid) {
    json.withObject("/spec").put("deletionGroup", uid);
    return this;
  }

  public GroupRecords routine() {
    json.withObject("/spec").put("routine", true);
    return this;
  }

  GroupRecords answeredAt(String time) {
    json.withObject("/spec/answeredCreate").put("request", "r").put("time", time);
    return this;
  }

  public GroupRecords asked() {
    return with("restore", "true");
  }

  GroupRecords askedBy(String username) {
    json.withObject("/spec/restoreRequestedBy").put("username", username);
    return asked();
  }

  public GroupRecords deletedAt(String time) {
    json.withObject("/spec").put("deletionTime", time);
    return this;
  }

  public GroupRecords begun(String name) {
    json.withObject("/status").put("state", "RESTORING").putObject("restoredAs").put("name", name);
    return this;
  }

  GroupRecords begunAs(String uid) {
    json.withObject("/status").put("state", "RESTORING").putObject("restoredAs").put("uid", uid);
    return asked();
  }

  public GroupRecords restoredAt(String time) {
    return restoredAt(time, "Restored");
  }

  /** The object is restored, and the copy is kept under legal hold. */
  public GroupRecords keptSince(String time) {
    json.withObject("/spec").put("legalHold", true);
    return restoredAt(time, "Kept");
  }

  private GroupRecords restoredAt(String time, String reason) {
    json.withObject("/status").put("state", "RESTORED").putObject("restoredAs").put("uid", "new");
    condition("True", reason, "It is back.").put("lastTransitionTime", time);
    ObjectNode deleted = json.withObject("/status").withArray("conditions").addObject();
    deleted.put("type", "Deleted").put("status", "False").put("reason", reason);
    return this;
  }

  public GroupRecords refused(String reason, String message) {
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

  public GroupRecords inFormat(int format) {
    json.withObject("/spec").put("format", format);
    return this;
  }

  GroupRecords beingPurged() {
    json.withObject("/metadata").put("deletionTimestamp", "2026-01-02T00:00:00Z");
    return this;
  }

  /** Adds a restore request that a user other than the operator wrote. */
  GroupRecords askedAt(String time) {
    ObjectNode entry = json.withObject("/metadata").withArray("managedFields").addObject();
    entry.put("manager", "kubectl-annotate").put("time", time);
    entry
        .putObject("fieldsV1")
        .putObject("f:metadata")
        .putObject("f:annotations")
        .putObject("f:softdelete.dev/restore");
    return asked();
  }

  GroupRecords purgeWaiting() {
    ObjectNode condition = json.withObject("/status").withArray("conditions").addObject();
    condition.put("type", "Purged").put("status", "False").put("reason", "MassPurge");
    condition.put("lastTransitionTime", "2026-01-02T00:00:02Z");
    return beingPurged();
  }

  public DeletedResource record() {
    return Json.as(DeletedResource.class, json);
  }

  public static List<DeletedResource> all(GroupRecords... records) {
    return List.of(records).stream().map(GroupRecords::record).toList();
  }
}
