package dev.softdelete.operator.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records for the tests of this package, in namespace {@code ci}. */
final class RoomRecords {
  /** Two hours after minute 0. */
  static final Instant NOW = Instant.parse("2026-01-01T02:00:00Z");

  private RoomRecords() {}

  /** Returns a record of a ConfigMap that was deleted in this minute, and is kept for two days. */
  static DeletedResource record(String uid, String name, int minute, boolean routine) {
    return with(
        """
        {"metadata": {"name": "configmap-%1$s", "namespace": "ci", "uid": "r-%1$s",
            "resourceVersion": "7", "creationTimestamp": "2026-01-01T00:%3$02d:00Z"},
         "spec": {"resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
              "namespace": "ci", "name": "%2$s", "uid": "%1$s"},
            "terms": {"minRetention": "1h"}, "deletionTime": "2026-01-01T00:%3$02d:00Z",
            "purgeTime": "2026-01-03T00:%3$02d:00Z",
            "snapshot": {"sha256": "%4$s", "bytes": 100, "parts": 1}}}
        """
            .formatted(uid, name, minute, "0".repeat(64)),
        routine ? "{\"spec\": {\"routine\": true}}" : "{}");
  }

  private static DeletedResource with(String json, String changes) {
    return changed(Json.as(DeletedResource.class, parsed(json)), changes);
  }

  /** Returns a copy with other values. */
  static DeletedResource changed(DeletedResource record, String changes) {
    ObjectNode json = Json.tree(record);
    merge(json, parsed(changes));
    return Json.as(DeletedResource.class, json);
  }

  private static void merge(ObjectNode into, ObjectNode changes) {
    changes
        .properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode inner
                  && into.get(field.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private static ObjectNode parsed(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
