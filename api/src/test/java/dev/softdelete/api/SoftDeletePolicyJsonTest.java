package dev.softdelete.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftDeletePolicyJsonTest {
  private static final String POLICY =
      """
      apiVersion: softdelete.dev/v1
      kind: SoftDeletePolicy
      metadata:
        name: default
      spec:
        resources:
        - apiGroups: [apps]
          resources: [deployments, statefulsets]
        - apiGroups: [""]
          resources: [configmaps]
        excludeResources:
        - apiGroups: [example.com]
          resources: ["*"]
        matchConditions:
        - name: keep
          expression: "!has(object.metadata.labels) || !('scratch' in object.metadata.labels)"
        namespaceSelector:
          matchLabels: {env: prod}
        objectSelector:
          matchExpressions:
          - {key: tier, operator: In, values: [web, db]}
        includeOwned: false
        priority: 10
        retention: 48h
        retentionBounds: {min: 1h, max: 90d}
        mode: Hold
        onRecreate: Restore
        exemptRequesters: {users: [alice], groups: [ops], serviceAccounts: [argocd/server]}
        ignoreDeletesBy: {users: [bob]}
        limits: {records: 10000, bytes: 256Mi, storage: 1Ti}
        purgeProtection: true
        nameReservation: {duration: 96h, tenantLabel: example.com/tenant}
        restoreStatus: false
      status:
        observedGeneration: 3
        conditions:
        - type: Ready
          status: "True"
          reason: Protecting
          message: The API server protects what the policy covers.
          lastTransitionTime: "2026-01-01T00:00:00Z"
        protectedResources: [deployments.apps, configmaps]
        counts: {protectedObjects: 5, records: 2, stuck: 1}
        stuck:
        - {resource: configmaps, namespace: a, name: b, reason: UpdateRefused, message: Why.}
      """;

  @Test
  void isWrittenAsItWasRead() {
    SoftDeletePolicy policy = Serialization.unmarshal(POLICY, SoftDeletePolicy.class);

    assertThat(tree(Serialization.asJson(policy))).isEqualTo(tree(POLICY));
  }

  @Test
  void leavesOutWhatIsNotSet() {
    String minimal =
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: default}
        spec:
          resources: [{apiGroups: ["*"], resources: ["*"]}]
        """;

    SoftDeletePolicy policy = Serialization.unmarshal(minimal, SoftDeletePolicy.class);

    assertThat(tree(Serialization.asJson(policy))).isEqualTo(tree(minimal));
  }

  @Test
  void readsWhatALaterVersionAdded() {
    SoftDeletePolicy policy =
        Serialization.unmarshal(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: default}
            spec:
              fromTheFuture: {a: 1}
              resources: [{apiGroups: [""], resources: [secrets], fromTheFuture: true}]
              retentionBounds: {max: 30d, fromTheFuture: [1]}
            status:
              fromTheFuture: 1
              counts: {records: 1, fromTheFuture: 2}
            """,
            SoftDeletePolicy.class);

    assertThat(policy.getSpec().resources())
        .containsExactly(new ResourceRule(List.of(""), List.of("secrets")));
    assertThat(policy.getStatus().counts().records()).isEqualTo(1);
  }

  @Test
  void readsAQuantityThatIsANumber() {
    SoftDeletePolicySpec spec =
        Serialization.unmarshal("limits: {bytes: 1048576}", SoftDeletePolicySpec.class);

    assertThat(Quantity.getAmountInBytes(spec.limits().bytes())).isEqualByComparingTo("1048576");
  }

  private static JsonNode tree(String yaml) {
    return Serialization.unmarshal(yaml, JsonNode.class);
  }
}
