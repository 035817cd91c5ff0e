package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Under a policy with {@code restoreStatus}, the status that a controller wrote is restored too.
 */
class StatusTest {
  private static final String CRD = "devices.status.example.com";
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %s}
        spec:
          group: status.example.com
          scope: Namespaced
          names: {plural: devices, singular: device, kind: Device}
          versions:
            - name: v1
              served: true
              storage: true
              subresources: {status: {}}
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
            .formatted(CRD));
    kubectl.run("wait", "crd/" + CRD, "--for=condition=Established", "--timeout=60s");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [status.example.com, ""], resources: [devices, persistentvolumeclaims]}]
              restoreStatus: true
            """);
    NewKind.awaitCovered(kubectl, "status.example.com/v1", "Device", ns);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", CRD, "--wait=false");
  }

  @Test
  void aCustomResourceComesBackWithItsStatus() {
    create("printer");
    status(
        "printer",
        "{\"address\": \"10.0.0.1\", \"none\": null, \"big\": 9007199254740993, \"map\": {}}");
    String before = Live.essence(device("printer"));
    assertThat(before).contains("9007199254740993", "\"none\" : null");

    Deletion.of(kubectl, "device", "printer", ns).restore();

    assertThat(Live.essence(device("printer"))).isEqualTo(before);
  }

  @Test
  void oneWithoutAStatusHasNoneAfterwards() {
    create("blank");
    String before = Live.essence(device("blank"));

    Deletion.of(kubectl, "device", "blank", ns).restore();

    assertThat(Live.essence(device("blank"))).isEqualTo(before);
  }

  private static void create(String name) {
    String manifest =
        """
        apiVersion: status.example.com/v1
        kind: Device
        metadata: {name: %s, namespace: %s}
        spec: {model: x}
        """
            .formatted(name, ns);
    kubectl.input(manifest, "apply", "--server-side", "--field-manager=flux", "-f", "-");
  }

  /**
   * Writes the status as a controller does, with a JSON patch, because a merge patch would drop
   * nulls.
   */
  private static void status(String name, String status) {
    kubectl.run(
        "patch",
        "device",
        name,
        "-n",
        ns,
        "--subresource=status",
        "--field-manager=controller",
        "--type=json",
        "-p",
        "[{\"op\": \"add\", \"path\": \"/status\", \"value\": " + status + "}]");
  }

  private static JsonNode device(String name) {
    return Live.raw(kubectl, "/apis/status.example.com/v1/namespaces/" + ns + "/devices/" + name);
  }
}
