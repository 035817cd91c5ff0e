package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.api.State;
import dev.softdelete.api.Terms;
import java.util.List;
import java.util.Map;

/** Records for the tests of this package. */
public final class Records {
  private Records() {}

  public static DeletedResource purgedAt(String purgeTime, boolean legalHold) {
    var record = new DeletedResource();
    record.getMetadata().setName("configmap-web");
    record.getMetadata().setNamespace("ns");
    record.setSpec(
        new DeletedResourceSpec(
            null,
            new ResourceIdentity("v1", "ConfigMap", "configmaps", "ns", null, "web", "u-1", null),
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
            purgeTime,
            legalHold,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return record;
  }

  public static DeletedResource asked(DeletedResource record, String value) {
    record.getMetadata().setAnnotations(Map.of("softdelete.dev/restore", value));
    return record;
  }

  public static DeletedResource in(State state, DeletedResource record) {
    record.setStatus(new DeletedResourceStatus(state, null, List.of()));
    return record;
  }
}
