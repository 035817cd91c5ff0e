package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/** The API server forbids the operator itself to make room with what must never end early. */
class RoomGuardTest {
  private static final String EARLIER =
      "{\"spec\": {\"purgeTime\": \"%s\"}, \"metadata\": {\"annotations\": {\"softdelete.dev/x\":"
          + " \"y\"}}}";

  private final Kubectl kubectl = Cluster.kubectl();
  private final Kubectl operator =
      Cluster.installation()
          .kubectlAs(
              "system:serviceaccount:soft-delete-system:soft-delete-operator", "system:masters");

  @Test
  void ofAClaimAndOfWhatIsProtected() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps, persistentvolumeclaims]}]
              retentionBounds: {min: 1s, max: 90d}
            """);
    Caller.administrator()
        .create(
            "/api/v1/namespaces/" + ns + "/persistentvolumeclaims",
            """
            metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: 1Gi}}}
            """);
    kubectl.run("create", "configmap", "any", "-n", ns);
    kubectl.run("create", "configmap", "held", "-n", ns);
    kubectl.run("delete", "pvc/data", "configmap/any", "configmap/held", "-n", ns);
    kubectl.run(
        "patch",
        "deleted",
        record(ns, "held"),
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"legalHold\":true}}");

    assertThat(endEarly(ns, "data")).contains("makes no room with a claim");
    assertThat(endEarly(ns, "held")).contains("under legal hold");
    assertThat(endEarly(ns, "any")).isEmpty();
    kubectl.run(
        "patch",
        "deleted",
        record(ns, "held"),
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"legalHold\":false}}");
  }

  @Test
  void ofWhatIsUnderPurgeProtection() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retention: 20s
              retentionBounds: {min: 1s, max: 90d}
              purgeProtection: true
            """);
    kubectl.run("create", "configmap", "kept", "-n", ns);
    kubectl.run("delete", "configmap", "kept", "-n", ns);

    assertThat(endEarly(ns, "kept")).contains("purge protection");
  }

  /** Moves the purge time close to the deletion. Returns the refusal; empty if there is none. */
  private String endEarly(String ns, String name) {
    String deleted = field(ns, name, "spec.deletionTime");
    String early = java.time.Instant.parse(deleted).plusSeconds(2).toString();
    var result =
        operator.call(
            "patch",
            "deleted",
            record(ns, name),
            "-n",
            ns,
            "--type=merge",
            "-p",
            EARLIER.formatted(early),
            "--dry-run=server");
    return result.err();
  }

  private String record(String ns, String name) {
    return field(ns, name, "metadata.name");
  }

  private String field(String ns, String name, String field) {
    return kubectl.run(
        "get",
        "deleted",
        "-n",
        ns,
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[0]." + field + "}");
  }
}
