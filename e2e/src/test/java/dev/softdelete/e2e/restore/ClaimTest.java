package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A claim whose volume has the reclaim policy Retain is bound to that volume again after a restore.
 */
class ClaimTest {
  private static final String VOLUME_AND_CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: "%1$s"}
      spec:
        capacity: {storage: 1Mi}
        accessModes: [ReadWriteOnce]
        persistentVolumeReclaimPolicy: Retain
        storageClassName: "%1$s"
        hostPath: {path: "/tmp/%1$s"}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: "%1$s"}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: "%1$s"
        resources: {requests: {storage: 1Mi}}
      """;

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [persistentvolumeclaims]}]
          """);

  @AfterEach
  void removeVolume() {
    kubectl.call("delete", "pv", ns, "--wait=false");
  }

  @Test
  void isBoundToItsVolumeAgain() {
    deleteBoundClaim();

    restore();

    awaitBound();
    assertThat(field("{.spec.volumeName}")).isEqualTo(ns);
  }

  private void deleteBoundClaim() {
    kubectl.apply(VOLUME_AND_CLAIM.formatted(ns));
    awaitBound();
    kubectl.run("delete", "pvc", "data", "-n", ns);
    kubectl.run("wait", "pv/" + ns, "--for=jsonpath={.status.phase}=Released", "--timeout=60s");
  }

  private void restore() {
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
  }

  private void awaitBound() {
    kubectl.run(
        "wait", "pvc/data", "-n", ns, "--for=jsonpath={.status.phase}=Bound", "--timeout=60s");
  }

  private String field(String jsonPath) {
    return kubectl.run("get", "pvc", "data", "-n", ns, "-o", "jsonpath=" + jsonPath);
  }
}
