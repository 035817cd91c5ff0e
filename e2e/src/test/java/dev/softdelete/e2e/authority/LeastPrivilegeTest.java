package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.Options;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on its own cluster. The audit log of this cluster shows the requests of the operator. */
@Tag("delivery")
class LeastPrivilegeTest {
  private static final String OPERATOR =
      "system:serviceaccount:" + Installation.NAMESPACE + ":" + Installation.SERVICE_ACCOUNT;
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk}
      spec:
        capacity: {storage: 1Mi}
        accessModes: [ReadWriteOnce]
        persistentVolumeReclaimPolicy: Delete
        storageClassName: disk
        hostPath: {path: /tmp/least-privilege}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: default}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: disk
        resources: {requests: {storage: 1Mi}}
      """;
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived, ResponseStarted]
      rules:
      - {level: Metadata, users: ["%s"]}
      - {level: None}
      """
          .formatted(OPERATOR);

  private static List<JsonNode> requests;

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("audit.yaml"), AUDIT_POLICY);
    try (var controlPlane = ControlPlane.start(Options.defaults().withAuditPolicy(policy))) {
      Installation installation = Installation.on(controlPlane);
      try (var operator =
          new OperatorProcess(installation.operatorKubeconfig(), folder.resolve("operator.log"))) {
        operator.startReady();
        wholeStory(installation.kubectl());
      }
      requests = audited(controlPlane.logs().resolve("audit.log"));
    }
  }

  /**
   * RBAC lets no user write a role that grants more rights than the user has. The operator's own
   * patch of such a role is refused, and the operator then finishes the restore in the requester's
   * name.
   */
  @Test
  void itIsRefusedNothingButToFinishAMightierRole() {
    assertThat(requests)
        .filteredOn(r -> r.at("/responseStatus/code").asInt() == 403)
        .extracting(r -> r.path("verb").asText() + " " + r.at("/objectRef/name").asText())
        .containsExactly("patch mighty");
  }

  /**
   * The operator writes admission policies by server-side apply. The audit log shows this as a
   * patch, although RBAC also requires the verb create.
   */
  @Test
  void itCreatesAndDeletesInItsOwnNameExactlyWhatItsRolesName() {
    assertThat(requests)
        .filteredOn(r -> !r.has("impersonatedUser"))
        .extracting(LeastPrivilegeTest::what)
        .filteredOn(what -> what.startsWith("create ") || what.startsWith("delete "))
        .containsOnly(
            "create configmaps",
            "create deletedresources",
            "create events",
            "create leases",
            "create namereservations",
            "create persistentvolumes",
            "create secrets",
            "create selfsubjectaccessreviews",
            "create selfsubjectreviews",
            "create selfsubjectrulesreviews",
            "delete configmaps",
            "delete deletedresources",
            "delete mutatingadmissionpolicies",
            "delete mutatingadmissionpolicybindings",
            "delete mutatingwebhookconfigurations",
            "delete namereservations",
            "delete reservednames",
            "delete secrets",
            "delete validatingadmissionpolicies",
            "delete validatingadmissionpolicybindings",
            "delete validatingwebhookconfigurations");
  }

  @Test
  void itCreatesWhatComesBackInTheRequestersName() {
    assertThat(requests)
        .filteredOn(r -> r.has("impersonatedUser"))
        .extracting(r -> what(r) + " as " + r.at("/impersonatedUser/username").asText())
        .containsOnly(
            "create configmaps as admin",
            "create clusterroles as admin",
            "create persistentvolumeclaims as admin",
            "patch clusterroles as admin");
  }

  private static String what(JsonNode request) {
    return request.path("verb").asText() + " " + request.at("/objectRef/resource").asText();
  }

  /**
   * Protects, captures, restores and purges objects, by hand and at the purge time, and deletes the
   * policy at the end.
   */
  private static void wholeStory(Kubectl kubectl) {
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: all}
        spec:
          resources: [{apiGroups: ["*"], resources: ["*"]}]
          retentionBounds: {min: 1s, max: 90d}
          nameReservation: {duration: 1s}
        """);
    kubectl.run("wait", "sdp/all", "--for=condition=Ready", "--timeout=60s");
    kubectl.run("create", "configmap", "restored", "--from-literal=k=v");
    kubectl.run("create", "configmap", "purged");
    kubectl.run("create", "configmap", "expired");
    kubectl.run("annotate", "configmap", "expired", "softdelete.dev/retention=1s");
    kubectl.run("create", "clusterrole", "mighty", "--verb=*", "--resource=*");
    kubectl.run("delete", "configmap", "restored", "purged", "expired");
    kubectl.run("delete", "clusterrole", "mighty");
    restore(kubectl, "restored", "default");
    restore(kubectl, "mighty", Installation.NAMESPACE);
    kubectl.run("delete", "deleted", "-l", "softdelete.dev/name=purged", "--timeout=30s");
    kubectl.run(
        "wait", "deleted", "-l", "softdelete.dev/name=expired", "--for=delete", "--timeout=30s");
    volume(kubectl);
    held(kubectl);
    kubectl.run("delete", "sdp", "all", "--timeout=60s");
    noneReserved(kubectl);
  }

  private static void noneReserved(Kubectl kubectl) {
    String kinds = "namereservations,reservednames,validatingadmissionpolicies";
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !kubectl.run("get", kinds, "-o", "name").contains("reserv"));
  }

  private static void volume(Kubectl kubectl) {
    kubectl.apply(CLAIM);
    kubectl.run("wait", "pvc/data", "--for=jsonpath={.status.phase}=Bound", "--timeout=30s");
    kubectl.run("delete", "pvc", "data", "--timeout=30s");
    kubectl.run("delete", "pv", "disk", "--timeout=30s");
    restore(kubectl, "data", "default");
  }

  private static void held(Kubectl kubectl) {
    kubectl.run("patch", "sdp", "all", "--type=merge", "-p", "{\"spec\":{\"mode\":\"Hold\"}}");
    kubectl.run(
        "wait", "sdp/all", "--for=jsonpath={.status.observedGeneration}=2", "--timeout=60s");
    kubectl.run("create", "configmap", "held", "--from-literal=k=v");
    kubectl.run("delete", "configmap", "held", "--wait=false");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !kubectl
                    .run("get", "deleted", "-l", "softdelete.dev/name=held", "-o", "name")
                    .isBlank());
    restore(kubectl, "held", "default");
  }

  private static void restore(Kubectl kubectl, String name, String namespace) {
    String label = "softdelete.dev/name=" + name;
    kubectl.run("annotate", "deleted", "-l", label, "-n", namespace, "softdelete.dev/restore=true");
    kubectl.run(
        "wait",
        "deleted",
        "-l",
        label,
        "-n",
        namespace,
        "--for=condition=Restored",
        "--timeout=30s");
  }

  private static List<JsonNode> audited(Path log) throws IOException {
    var json = new ObjectMapper();
    var requests = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(log)) {
      requests.add(json.readTree(line));
    }
    return requests;
  }
}
