package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.api.Terms;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Objects and records for the tests of this package. */
public final class Snapshots {
  private Snapshots() {}

  public static KubeObject object(String json) {
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  public static DeletedResource record(
      String namespace, String name, Map<String, String> annotations) {
    var record = new DeletedResource();
    record.getMetadata().setName("configmap-" + name);
    record.getMetadata().setNamespace(namespace == null ? "soft-delete-system" : namespace);
    record.getMetadata().setAnnotations(annotations);
    record.setSpec(
        new DeletedResourceSpec(
            null,
            new ResourceIdentity(
                "v1", "ConfigMap", "configmaps", namespace, null, name, "u-1", null),
            "default",
            null,
            null,
            new Terms(null, null, false, null, null, null, false),
            null,
            "2026-01-01T00:00:00Z",
            null,
            null,
            null,
            null,
            new SnapshotReference("0".repeat(64), 1L, 1),
            null,
            null,
            false,
            new Requester("ann", null, null, null),
            null,
            null,
            null,
            null,
            null,
            null));
    return record;
  }

  static String text(Object json) {
    return Json.tree(json).toString();
  }
}
