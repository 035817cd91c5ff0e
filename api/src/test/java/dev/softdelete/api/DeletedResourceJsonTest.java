package dev.softdelete.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class DeletedResourceJsonTest {
  private static final String RECORD =
      """
      apiVersion: softdelete.dev/v1
      kind: DeletedResource
      metadata:
        name: deployment-web-1a2b
        namespace: shop
        finalizers: [softdelete.dev/purge]
      spec:
        resource:
          apiVersion: apps/v1
          kind: Deployment
          resource: deployments
          namespace: shop
          namespaceUid: 11111111-0000-0000-0000-000000000000
          name: web
          uid: 22222222-0000-0000-0000-000000000000
        policy: default
        mode: Archive
        terms:
          minRetention: 1h
          maxRetention: 2160h
          purgeProtection: false
          nameReservation: 96h
          tenant: shop
          restoreStatus: false
        foreignFinalizers: [example.com/cleanup]
        deletionTime: "2026-01-01T00:00:00Z"
        deletedBy:
          username: alice
          uid: "42"
          groups: [ops]
          extra: {scopes: [a, b]}
        deletionGroup: 33333333-0000-0000-0000-000000000000
        snapshot:
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
          bytes: 5000000000
          parts: 2
        purgeTime: "2026-01-03T00:00:00.123456Z"
        legalHold: true
        restoreRequestedBy: {username: bob}
        purgeTimeMovedBy: {username: carol, groups: [ops]}
        legalHoldBy: {username: dan}
      status:
        state: RESTORED
        restoredAs: {namespace: shop, name: web, uid: 44444444-0000-0000-0000-000000000000}
        conditions:
        - {type: Deleted, status: "False", reason: Restored, message: Restored.}
      """;

  @Test
  void isWrittenAsItWasRead() {
    DeletedResource record = Serialization.unmarshal(RECORD, DeletedResource.class);

    assertThat(tree(Serialization.asJson(record))).isEqualTo(tree(RECORD));
  }

  @Test
  void isNamespaced() {
    assertThat(new DeletedResource().getScope()).isEqualTo("Namespaced");
    assertThat(new SoftDeletePolicy().getScope()).isEqualTo("Cluster");
  }

  @Test
  void readsWhatALaterVersionAdded() {
    DeletedResource record =
        Serialization.unmarshal(
            """
            apiVersion: softdelete.dev/v1
            kind: DeletedResource
            metadata: {name: a, namespace: b}
            spec:
              format: 2
              mode: Freeze
              fromTheFuture: {a: 1}
              resource: {kind: ConfigMap, fromTheFuture: true}
              deletedBy: {username: alice, fromTheFuture: true}
              snapshot: {bytes: 1, fromTheFuture: true}
              terms: {tenant: a, fromTheFuture: true}
            status:
              state: FROZEN
              fromTheFuture: 1
              restoredAs: {name: a, fromTheFuture: true}
            """,
            DeletedResource.class);

    assertThat(record.getSpec().format()).isEqualTo(2);
    assertThat(record.getSpec().resource().kind()).isEqualTo("ConfigMap");
    assertThat(record.getStatus().restoredAs().name()).isEqualTo("a");
  }

  private static JsonNode tree(String yaml) {
    return Serialization.unmarshal(yaml, JsonNode.class);
  }
}
