package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import dev.softdelete.e2e.restore.Live;
import dev.softdelete.e2e.restore.NewKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published definitions of the Flink Kubernetes operator, the largest of which has half a
 * megabyte. They are deleted with all their objects. One annotation restores each of them with its
 * objects.
 */
@Tag("delivery")
class PublishedDefinitionsTest {
  private static final List<String> DEFINITIONS =
      List.of(
          "flinkdeployments.flink.apache.org",
          "flinksessionjobs.flink.apache.org",
          "flinkstatesnapshots.flink.apache.org");

  private static final Map<String, JsonNode> before = new TreeMap<>();
  private static final Map<String, JsonNode> after = new TreeMap<>();
  private static Kubectl kubectl;
  private static String ns;
  private static Kubectl.Result gone;

  @BeforeAll
  static void theTrip() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions]}
              - {apiGroups: [flink.apache.org], resources: ["*"]}
              matchConditions:
              - name: flink
                expression: object.kind != "CustomResourceDefinition" || object.spec.group == "flink.apache.org"
              restoreStatus: true
            """);
    DEFINITIONS.forEach(PublishedDefinitionsTest::install);
    String objects = Resources.text("/whole/flink.yaml").replace("NS", ns);
    kubectl.input(objects, "apply", "--server-side", "--field-manager=flux", "-f", "-");
    kubectl.input(
        objects,
        "apply",
        "--server-side",
        "--subresource=status",
        "--field-manager=flink",
        "-f",
        "-");
    readInto(before);

    kubectl.run(
        "delete",
        "crd",
        "--timeout=60s",
        DEFINITIONS.get(0),
        DEFINITIONS.get(1),
        DEFINITIONS.get(2));
    gone = kubectl.call("get", "crd", DEFINITIONS.getFirst());
    DEFINITIONS.forEach(name -> Deletion.recorded(kubectl, uid(before, name)).restore());
    readInto(after);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns, "--timeout=60s");
    DEFINITIONS.forEach(name -> kubectl.run("delete", "crd", name, "--wait=false"));
  }

  @Test
  void nothingHeldTheDefinitions() {
    assertThat(gone.err()).contains("NotFound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flinkdeployments.flink.apache.org",
        "flinksessionjobs.flink.apache.org",
        "flinkstatesnapshots.flink.apache.org"
      })
  void theDefinitionIsAsItWas(String name) {
    assertThat(Live.essenceWithoutStatus(after.get(name)))
        .isEqualTo(Live.essenceWithoutStatus(before.get(name)));
    assertThat(uid(after, name)).isNotEqualTo(uid(before, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FlinkDeployment/orders",
        "FlinkDeployment/session",
        "FlinkSessionJob/invoices",
        "FlinkStateSnapshot/before-upgrade"
      })
  void theObjectIsAsItWasWithItsStatus(String name) {
    assertThat(Live.essence(after.get(name))).isEqualTo(Live.essence(before.get(name)));
    assertThat(uid(after, name)).isNotEqualTo(uid(before, name));
  }

  @Test
  void objectsAreGroupedUnderTheirDefinition() {
    String group = "softdelete.dev/deletion-group=" + uid(before, DEFINITIONS.getFirst());

    assertThat(
            kubectl.run(
                "get",
                "deleted",
                "-A",
                "-l",
                group,
                "-o",
                "jsonpath={.items[*].spec.resource.name}"))
        .isEqualTo("orders session");
  }

  private static void install(String definition) {
    String yaml = Resources.text("/META-INF/fabric8/" + definition + "-v1.yml");
    kubectl.input(yaml, "apply", "--server-side", "-f", "-");
    JsonNode names = Live.get(kubectl, "crd", definition, ns).at("/spec/names");
    NewKind.awaitCovered(kubectl, "flink.apache.org/v1beta1", names.path("kind").asText(), ns);
  }

  private static void readInto(Map<String, JsonNode> objects) {
    DEFINITIONS.forEach(name -> objects.put(name, Live.get(kubectl, "crd", name, ns)));
    Content.of(ns, DEFINITIONS).forEach(objects::put);
  }

  private static String uid(Map<String, JsonNode> objects, String name) {
    return objects.get(name).at("/metadata/uid").asText();
  }
}
