package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects of all kinds, deleted with one command and restored with one command, as a user does it
 * with a whole application.
 */
class EveryKindTest {
  private static final Map<String, JsonNode> before = new LinkedHashMap<>();
  private static final Map<String, JsonNode> after = new LinkedHashMap<>();
  private static String ns;

  @BeforeAll
  static void theTrip() {
    Kubectl kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: ["*"], resources: ["*"]}]
              objectSelector: {matchLabels: {trip: every-kind}}
            """);
    String manifests = manifests();
    kubectl.input(manifests, "apply", "--server-side", "--field-manager=flux", "-f", "-");
    kubectl.input(manifests, "label", "--field-manager=somebody", "-f", "-", "touched=yes");
    read(kubectl, manifests, before);

    kubectl.input(manifests, "delete", "--timeout=60s", "-f", "-");

    for (String namespace : new String[] {ns, "soft-delete-system"}) {
      kubectl.run(
          "annotate",
          "deleted",
          "-l",
          "trip=every-kind",
          "-n",
          namespace,
          "softdelete.dev/restore=true");
      kubectl.run(
          "wait",
          "deleted",
          "-l",
          "trip=every-kind",
          "-n",
          namespace,
          "--for=condition=Restored",
          "--timeout=60s");
    }
    read(kubectl, manifests, after);
  }

  @AfterAll
  static void cleanUp() {
    Cluster.kubectl().run("delete", "sdp", ns);
    Cluster.kubectl().input(manifests(), "delete", "--wait=false", "-f", "-");
  }

  @ParameterizedTest
  @CsvSource({
    "ConfigMap, plain",
    "ConfigMap, immutable",
    "ConfigMap, a-name-that-is-longer-than-a-label-value-may-be-which-is-63-characters",
    "Secret, opaque",
    "Secret, immutable",
    "ServiceAccount, robot",
    "Service, cluster-ip",
    "Service, headless",
    "Service, node-port",
    "Service, load-balancer",
    "Service, external-name",
    "PersistentVolumeClaim, claim",
    "PodTemplate, template",
    "ReplicationController, rc",
    "ResourceQuota, quota",
    "LimitRange, limits",
    "Pod, bare",
    "ReplicaSet, rs",
    "StatefulSet, db",
    "DaemonSet, agent",
    "CronJob, nightly",
    "HorizontalPodAutoscaler, hpa",
    "PodDisruptionBudget, pdb",
    "Ingress, web",
    "NetworkPolicy, deny",
    "Role, system:reader",
    "RoleBinding, system:reader:robot",
    "PriorityClass, NS-high",
    "ClusterRole, NS:reader",
    "ClusterRoleBinding, NS:reader",
    "StorageClass, NS-fast",
    "IngressClass, NS-front",
    "PersistentVolume, NS-disk",
    "RuntimeClass, NS-gvisor",
  })
  void comesBackAsItWas(String kind, String name) {
    String key = kind + "/" + name.replace("NS", ns);
    assertThat(before).containsKey(key);

    assertThat(after).containsKey(key);
    assertThat(Live.essenceWithoutStatus(after.get(key)))
        .isEqualTo(Live.essenceWithoutStatus(before.get(key)));
    assertThat(after.get(key).at("/metadata/uid"))
        .isNotEqualTo(before.get(key).at("/metadata/uid"));
  }

  private static void read(Kubectl kubectl, String manifests, Map<String, JsonNode> into) {
    String list = kubectl.input(manifests, "get", "-o", "json", "--show-managed-fields", "-f", "-");
    Live.parse(list)
        .path("items")
        .forEach(o -> into.put(o.path("kind").asText() + "/" + o.at("/metadata/name").asText(), o));
  }

  private static String manifests() {
    try (InputStream yaml = EveryKindTest.class.getResourceAsStream("/restore/every-kind.yaml")) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8).replace("NS", ns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
