package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Installation;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;

/** All records and snapshots of the cluster. */
record StoredDeletions(KubernetesClient client) {
  Stream<DeletedResource> records() {
    return client.resources(DeletedResource.class).inAnyNamespace().list().getItems().stream();
  }

  Stream<Secret> snapshots() {
    return client
        .secrets()
        .inNamespace(Installation.NAMESPACE)
        .withLabel("softdelete.dev/part")
        .list()
        .getItems()
        .stream();
  }

  static String uid(Secret snapshot) {
    return snapshot.getMetadata().getLabels().get("softdelete.dev/uid");
  }

  static String hash(DeletedResource record) {
    return record.getSpec().snapshot().sha256().substring(0, 16);
  }

  /** Returns the uid and the hash that a record refers to, so that both can be compared. */
  static String snapshotOf(Secret secret) {
    assertThat(secret.getMetadata().getDeletionTimestamp()).isNull();
    return uid(secret) + " " + secret.getMetadata().getName().split("-", -1)[2];
  }
}
