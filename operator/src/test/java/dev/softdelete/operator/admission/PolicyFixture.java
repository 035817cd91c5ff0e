package dev.softdelete.operator.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;

/** Policies that a test describes as text. */
public final class PolicyFixture {

  private PolicyFixture() {}

  public static SoftDeletePolicy policy(String spec) {
    String json =
        """
        {"apiVersion": "softdelete.dev/v1", "kind": "SoftDeletePolicy",
         "metadata": {"name": "p", "uid": "u1", "generation": 1}, "spec": %s}
        """
            .formatted(spec);
    return Json.as(SoftDeletePolicy.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
