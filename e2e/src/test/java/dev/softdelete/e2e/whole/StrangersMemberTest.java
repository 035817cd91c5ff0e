package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A user makes another namespace the owner of an object in the user's own namespace. The object is
 * deleted with that other namespace, but is not restored into it.
 */
@Tag("soak")
class StrangersMemberTest {
  private static final String COVERED =
      "  resources: [{apiGroups: [\"\"], resources: [namespaces, configmaps]}]\n";

  private final Kubectl kubectl = Cluster.kubectl();
  private final String theirs = Cluster.coveredNamespace(COVERED);
  private final String ns = Cluster.coveredNamespace(COVERED);

  @Test
  void doesNotComeIntoTheNamespace() {
    String uid = kubectl.run("get", "namespace", ns, "-o", "jsonpath={.metadata.uid}");
    kubectl.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: evil
          namespace: %s
          ownerReferences: [{apiVersion: v1, kind: Namespace, name: %s, uid: %s}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: own, namespace: %s}
        """
            .formatted(theirs, ns, uid, ns));
    DeletedNamespace deleted = DeletedNamespace.delete(ns);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.run("get", "deleted", "-n", theirs, "-o", "name").contains("evil"));

    deleted.restore();

    kubectl.run("get", "configmap", "own", "-n", ns);
    assertThat(kubectl.call("get", "configmap", "evil", "-n", ns).err()).contains("NotFound");
    assertThat(kubectl.run("get", "deleted", "-n", theirs)).contains("DELETED");
  }
}
