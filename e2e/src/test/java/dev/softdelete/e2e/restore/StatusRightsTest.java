package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A status is written back with the rights of whoever asks for the restore, or not at all. */
class StatusRightsTest {
  private static final String CRD = "gauges.status-rights.example.com";
  private static final String WORK = "gauges.status-rights.example.com,services,deletedresources";
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    admin = Cluster.kubectl();
    admin.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %s}
        spec:
          group: status-rights.example.com
          scope: Namespaced
          names: {plural: gauges, singular: gauge, kind: Gauge}
          versions:
            - name: v1
              served: true
              storage: true
              subresources: {status: {}}
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
            .formatted(CRD));
    admin.run("wait", "crd/" + CRD, "--for=condition=Established", "--timeout=60s");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [status-rights.example.com, ""], resources: [gauges, services]}]
              restoreStatus: true
            """);
    NewKind.awaitCovered(admin, "status-rights.example.com/v1", "Gauge", ns);
  }

  @AfterAll
  static void cleanUp() {
    admin.run("delete", "sdp", ns);
    admin.run("delete", "crd", CRD, "--wait=false");
  }

  @Test
  void whoMayNotWriteAStatusGetsTheObjectWithoutIt() {
    Deletion deletion = gauge("plain");

    deletion.as(user("plain", WORK)).restore();

    assertThat(status("plain")).isEmpty();
    assertThat(deletion.events()).contains("WithoutStatus: ", "plain", "patch the subresource");
  }

  @Test
  void whoMayWriteAStatusGetsItBack() {
    Deletion deletion = gauge("full");

    deletion.as(user("full", WORK + ",gauges.status-rights.example.com/status")).restore();

    assertThat(status("full")).isEqualTo("10.0.0.7");
  }

  @Test
  void theAddressOfALoadBalancerIsTheClustersToSay() {
    admin.run("create", "service", "loadbalancer", "front", "-n", ns, "--tcp=80");
    admin.run(
        "patch",
        "service",
        "front",
        "-n",
        ns,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.1\"}]}}}");

    Deletion.of(admin, "service", "front", ns).restore();

    assertThat(
            admin.run("get", "service", "front", "-n", ns, "-o", "jsonpath={.status.loadBalancer}"))
        .isEqualTo("{}");
  }

  @Test
  void aStatusThatIsNoLongerAcceptedDoesNotKeepTheRestoreFromItsEnd() {
    Deletion deletion = gauge("narrow", "nowhere");
    create("probe");
    admin.run(
        "patch",
        "crd",
        CRD,
        "--type=merge",
        "-p",
        """
        {"spec": {"versions": [{"name": "v1", "served": true, "storage": true,
          "subresources": {"status": {}},
          "schema": {"openAPIV3Schema": {"type": "object",
            "x-kubernetes-preserve-unknown-fields": true,
            "properties": {"status": {"type": "object", "properties": {
              "address": {"type": "string", "pattern": "^[0-9.]+$"}}}}}}}]}}
        """);
    await().until(() -> !admin.call(setStatus("probe", "nowhere")).ok());

    deletion.restore();

    assertThat(status("narrow")).isEmpty();
    assertThat(deletion.events())
        .contains("WithoutStatus: ", "does not accept as it was")
        .doesNotContain("nowhere");
    assertThat(admin.run("get", "gauge", "narrow", "-n", ns, "-o", "yaml"))
        .doesNotContain("softdelete.dev/restoring");
  }

  private static Deletion gauge(String name) {
    return gauge(name, "10.0.0.7");
  }

  private static Deletion gauge(String name, String address) {
    create(name);
    admin.run(setStatus(name, address));
    return Deletion.of(admin, "gauge", name, ns);
  }

  private static String[] setStatus(String name, String address) {
    return new String[] {
      "patch",
      "gauge",
      name,
      "-n",
      ns,
      "--subresource=status",
      "--type=merge",
      "-p",
      "{\"status\":{\"address\":\"%s\"}}".formatted(address)
    };
  }

  private static void create(String name) {
    admin.input(
        """
        apiVersion: status-rights.example.com/v1
        kind: Gauge
        metadata: {name: %s, namespace: %s}
        spec: {unit: bar}
        """
            .formatted(name, ns),
        "create",
        "-f",
        "-");
  }

  private static String status(String name) {
    return admin.run("get", "gauge", name, "-n", ns, "-o", "jsonpath={.status.address}");
  }

  private static Kubectl user(String name, String resources) {
    String user = ns + "-" + name;
    admin.run(
        "create",
        "role",
        user,
        "-n",
        ns,
        "--verb=get,list,create,patch,restore",
        "--resource=" + resources);
    admin.run("create", "rolebinding", user, "-n", ns, "--role=" + user, "--user=" + user);
    Kubectl kubectl = Cluster.installation().kubectlAs(user);
    NewKind.awaitCovered(kubectl, "status-rights.example.com/v1", "Gauge", ns);
    return kubectl;
  }
}
