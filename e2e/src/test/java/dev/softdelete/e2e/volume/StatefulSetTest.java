package dev.softdelete.e2e.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A StatefulSet that was deleted with its claims has its data again after the restore. */
class StatefulSetTest {
  private static final String STATEFUL_SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: "%1$s", labels: {app: db}}
      spec:
        serviceName: db
        replicas: 2
        podManagementPolicy: Parallel
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec:
            terminationGracePeriodSeconds: 0
            containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /data}]}]
        volumeClaimTemplates:
        - metadata: {name: data, labels: {app: db}}
          spec:
            accessModes: [ReadWriteOnce]
            storageClassName: folders
            resources: {requests: {storage: 1Mi}}
      """;
  private static final List<String> CLAIMS = List.of("data-db-0", "data-db-1");

  private final Disks disks =
      Disks.covered(
          """
            resources:
            - {apiGroups: [""], resources: [persistentvolumeclaims]}
            - {apiGroups: [apps], resources: [statefulsets]}
          """);

  @Test
  void findsItsDataAgain() {
    disks.folders();
    disks.kubectl().apply(STATEFUL_SET.formatted(disks.namespace()));
    CLAIMS.forEach(this::awaitClaim);
    List<Path> files = CLAIMS.stream().map(disks::write).toList();
    List<String> volumes = CLAIMS.stream().map(disks::volumeOf).toList();
    run("delete", "statefulset", "db");
    run("delete", "pods", "-l", "app=db", "--force", "--grace-period=0");
    run("delete", "pvc", "-l", "app=db", "--timeout=60s");

    disks.askToRestore("app=db");

    disks.awaitRestored("app=db");
    CLAIMS.forEach(disks::awaitBound);
    assertThat(CLAIMS.stream().map(disks::volumeOf)).containsExactlyElementsOf(volumes);
    assertThat(files).allSatisfy(file -> assertThat(file).exists());
    Disks.eventually(
        () ->
            assertThat(
                    run("get", "pods", "-l", "app=db", "-o", "jsonpath={.items[*].metadata.name}"))
                .contains("db-0", "db-1"));
    assertThat(CLAIMS.stream().map(disks::volumeOf)).containsExactlyElementsOf(volumes);
  }

  @Test
  void claimsThatGoWithItAreKeptToo() {
    disks.folders();
    disks
        .kubectl()
        .apply(
            STATEFUL_SET.formatted(disks.namespace())
                + "  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}\n");
    CLAIMS.forEach(this::awaitClaim);
    List<Path> files = CLAIMS.stream().map(disks::write).toList();
    List<String> volumes = CLAIMS.stream().map(disks::volumeOf).toList();
    Disks.eventually(
        () ->
            assertThat(run("get", "pvc", "-o", "jsonpath={.items[*].metadata.ownerReferences}"))
                .contains("StatefulSet"));

    run("delete", "statefulset", "db");
    CLAIMS.forEach(claim -> run("wait", "pvc/" + claim, "--for=delete", "--timeout=60s"));

    disks.askToRestore("app=db");
    disks.awaitRestored("app=db");
    CLAIMS.forEach(disks::awaitBound);
    assertThat(CLAIMS.stream().map(disks::volumeOf)).containsExactlyElementsOf(volumes);
    assertThat(files).allSatisfy(file -> assertThat(file).exists());
  }

  private void awaitClaim(String claim) {
    Disks.eventually(() -> assertThat(disks.volumeOf(claim)).isNotEmpty());
    disks.awaitBound(claim);
  }

  private String run(String... args) {
    return disks.run(args);
  }
}
