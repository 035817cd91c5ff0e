package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/**
 * The claims of one namespace, whose volumes are folders on this machine. The controller manager
 * deletes such a folder, below /tmp, as it would have a disk deleted.
 */
public record Disks(Kubectl kubectl, String namespace) {
  static final String CLAIMS =
      "resources: [{apiGroups: [\"\"], resources: [persistentvolumeclaims]}]";

  /** How a claim gets its volume. */
  public enum Provisioning {
    STATIC,
    DYNAMIC
  }

  /** Creates a namespace under a policy that covers claims. */
  public static Disks covered() {
    return covered("  " + CLAIMS + "\n");
  }

  static Disks covered(String policySpec) {
    return new Disks(Cluster.kubectl(), Cluster.namespaceUnderSharedPolicy(policySpec));
  }

  /**
   * Creates a namespace whose policy also covers the volumes that administrators made for the
   * claims. Volumes have no namespace, so the policy covers them in the whole cluster. Hence no
   * other class shares the policy.
   */
  static Disks coveredWithVolumes() {
    String namespace =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [persistentvolumeclaims, persistentvolumes]}]
              matchConditions:
              - {name: disks, expression: "object.kind != 'PersistentVolume' || has(object.metadata.labels) && 'disk' in object.metadata.labels"}
            """);
    return new Disks(Cluster.kubectl(), namespace);
  }

  /** Creates a claim that is bound to its own volume, which a delete of the claim would delete. */
  void claim(String name, Provisioning provisioning) {
    switch (provisioning) {
      case STATIC -> claim(name, "Delete");
      case DYNAMIC -> {
        folders();
        claimOf(name, "folders");
      }
    }
  }

  /** Creates a storage class whose volumes the controller manager provisions. */
  void folders() {
    kubectl.apply(
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: folders}
        provisioner: kubernetes.io/host-path
        volumeBindingMode: Immediate
        """);
  }

  /** Creates a claim that is bound to a volume that an administrator made for it. */
  public void claim(String name, String reclaimPolicy) {
    claim(name, reclaimPolicy, namespace + "-" + name);
  }

  /** Creates a claim of the same name again, with another volume. */
  public void claimAnew(String name, String reclaimPolicy) {
    claim(name, reclaimPolicy, namespace + "-" + name + "-anew");
  }

  private void claim(String name, String reclaimPolicy, String volume) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: "%1$s", labels: {disk: "%1$s"}}
        spec:
          capacity: {storage: 1Mi}
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: %2$s
          storageClassName: "%1$s"
          hostPath: {path: "/tmp/%1$s"}
        """
            .formatted(volume, reclaimPolicy));
    claimOf(name, volume);
  }

  private void claimOf(String name, String storageClass) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: "%s", namespace: "%s"}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: "%s"
          resources: {requests: {storage: 1Mi}}
        """
            .formatted(name, namespace, storageClass));
    awaitBound(name);
  }

  /** Runs a kubectl command in this namespace. */
  String run(String... args) {
    return in(namespace, args);
  }

  /** Runs a kubectl command in another namespace. */
  String in(String other, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-n", other));
    return kubectl.run(all.toArray(String[]::new));
  }

  void awaitBound(String claim) {
    run("wait", "pvc/" + claim, "--for=jsonpath={.status.phase}=Bound", "--timeout=60s");
  }

  /** Returns the name of the claim's volume. */
  public String volumeOf(String claim) {
    return run("get", "pvc", claim, "-o", "jsonpath={.spec.volumeName}");
  }

  /** Returns a field of a volume; empty if the volume does not have it. */
  public String field(String volume, String jsonPath) {
    return kubectl.run("get", "pv", volume, "-o", "jsonpath=" + jsonPath);
  }

  /** Writes a file into the volume, as a Pod that mounts the claim would. */
  public Path write(String claim) {
    Path file = Path.of(field(volumeOf(claim), "{.spec.hostPath.path}")).resolve("file");
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, namespace + "/" + claim);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the claim and waits until it is gone. */
  void delete(String claim) {
    run("delete", "pvc", claim, "--timeout=60s");
  }

  /** Restores the deleted claim of that name, and waits until it is restored and bound. */
  void restore(String claim) {
    String records = "softdelete.dev/name=" + claim;
    askToRestore(records);
    awaitRestored(records);
    awaitBound(claim);
  }

  void askToRestore(String records) {
    run("annotate", "deleted", "-l", records, "softdelete.dev/restore=true", "--overwrite");
  }

  void awaitRestored(String records) {
    run("wait", "deleted", "-l", records, "--for=condition=Restored", "--timeout=60s");
  }

  /** Purges all records of that name. */
  void purge(String claim) {
    run("delete", "deleted", "-l", "softdelete.dev/name=" + claim, "--timeout=60s");
  }

  /** Asserts that the volume has its old reclaim policy again, and none of our annotations. */
  public void assertGivenBack(String volume, String policy) {
    assertThat(field(volume, "{.spec.persistentVolumeReclaimPolicy}")).isEqualTo(policy);
    assertThat(field(volume, "{.metadata.annotations}")).doesNotContain("softdelete.dev");
  }

  public static void awaitGone(Path file) {
    eventually(() -> assertThat(file).doesNotExist());
  }

  /** Waits long enough for the controllers to do something that must not happen. */
  static void awhile() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(3));
  }

  static void eventually(ThrowingRunnable holds) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(holds);
  }
}
