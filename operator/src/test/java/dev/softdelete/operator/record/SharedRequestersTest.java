package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SharedRequestersTest {
  private final SharedRequesters shared = new SharedRequesters();

  @Test
  void recordsOfOneRequesterShareIt() {
    assertThat(shared.in(record("ann")).getSpec().deletedBy())
        .isSameAs(shared.in(record("ann")).getSpec().deletedBy());
  }

  @Test
  void nothingElseOfARecordChanges() {
    assertThat(Json.tree(shared.in(record("ann")))).isEqualTo(Json.tree(record("ann")));
  }

  private static DeletedResource record(String user) {
    String json =
        """
        {"metadata": {"name": "r"},
         "spec": {"format": 1, "policy": "p", "otherPolicies": ["q"], "mode": "Hold",
           "resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
                        "name": "web", "uid": "u"},
           "terms": {"purgeProtection": true}, "foreignFinalizers": ["a/b"],
           "deletionTime": "2026-01-01T00:00:00Z", "deletedBy": {"username": "%1$s", "groups": ["g"]},
           "deletionGroup": "d", "owners": ["o"],
           "snapshot": {"sha256": "s", "bytes": 1, "parts": 1},
           "volume": {"name": "v", "uid": "w", "reclaimPolicy": "Delete"},
           "purgeTime": "2026-01-02T00:00:00Z", "legalHold": true,
           "restoreRequestedBy": {"username": "%1$s"}, "restoreRequestId": "7",
           "purgeTimeMovedBy": {"username": "%1$s"}, "legalHoldBy": {"username": "%1$s"}}}
        """
            .formatted(user);
    return Json.as(DeletedResource.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
