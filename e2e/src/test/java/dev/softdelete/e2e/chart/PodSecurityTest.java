package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The API server admits every Pod of the chart to a namespace that enforces the Pod Security
 * Standard {@code restricted}, and would refuse others.
 */
class PodSecurityTest {
  private static final String NAMESPACE = "enforces-restricted";

  @BeforeAll
  static void namespace() {
    kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: %1$s
              labels: {pod-security.kubernetes.io/enforce: restricted}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: soft-delete-operator, namespace: %1$s}
            """
                .formatted(NAMESPACE));
  }

  @Test
  void theOperatorIsAdmitted() {
    assertAdmitted(operator(RenderedChart.with()));
  }

  @Test
  void theReleaseBeforeAnUninstallIsAdmitted() throws IOException {
    assertAdmitted(hook("pre-delete").path("spec").path("template"));
  }

  @Test
  void theTestIsAdmitted() throws IOException {
    assertAdmitted(hook("test"));
  }

  @Test
  void theUserThatOpenShiftChoosesIsAdmitted() {
    assertAdmitted(
        operator(RenderedChart.withFile(Repository.file("samples/values/openshift.yaml"))));
  }

  @Test
  void aPodInTheNetworkOfTheNodeIsNot() {
    var refused = create(operator(RenderedChart.with("hostNetwork=true", "httpPort=18080")));

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("violates PodSecurity \"restricted", "hostNetwork");
  }

  @Test
  void aPodThatMayBeRootIsNot() {
    var refused = create(operator(RenderedChart.with("podSecurityContext.runAsNonRoot=false")));

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("violates PodSecurity \"restricted");
  }

  private static JsonNode operator(RenderedChart chart) {
    return chart.only("Deployment").at("/spec/template");
  }

  private static JsonNode hook(String event) throws IOException {
    return RenderedChart.one(StoredRelease.read().hook(event));
  }

  private static void assertAdmitted(JsonNode template) {
    var created = create(template);
    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(created.out()).contains("pod/one");
  }

  /** Creates a Pod of this spec in the namespace, by a dry run. */
  private static Kubectl.Result create(JsonNode template) {
    ObjectNode pod = new ObjectMapper().createObjectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "one").put("namespace", NAMESPACE);
    pod.set("spec", template.path("spec"));
    return kubectl()
        .inputCall(pod.toString(), "create", "--dry-run=server", "-o", "name", "-f", "-");
  }

  private static Kubectl kubectl() {
    return Cluster.installation().kubectl();
  }
}
