package dev.softdelete.operator.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;

/** Policies that a test describes as text. */
public final class PolicyFixture {
  /** The fields that every policy has. */
  public static final String SHORTEST =
      """
      {"resources": [{"apiGroups": [""], "resources": ["configmaps"]}]}
      """;

  /** The fields that the API server is told about, with texts that have to be quoted. */
  public static final String LONGEST =
      """
      {"resources": [{"apiGroups": ["", "apps"], "resources": ["configmaps", "deployments"]},
                     {"apiGroups": ["*"], "resources": ["*"]}],
       "excludeResources": [{"apiGroups": [""], "resources": ["secrets", "pods"]}],
       "matchConditions": [{"name": "mine", "expression": "has(object.data) && '${name}' != 'x'"}],
       "namespaceSelector": {"matchLabels": {"env": "prod"},
                             "matchExpressions": [{"key": "team", "operator": "Exists"}]},
       "objectSelector": {"matchLabels": {"keep": "me"}},
       "includeOwned": true,
       "mode": "Hold",
       "nameReservation": {"duration": "7d"},
       "exemptRequesters": {"users": ["o'neil"], "groups": ["g"], "serviceAccounts": ["ns/sa"]}}
      """;

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
