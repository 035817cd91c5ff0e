package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

@OlderServer
class ChosenByDiscoveryTest {
  private static final String CONFIGURATION = "mutatingwebhookconfiguration";
  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void theServerHasNoMutatingAdmissionPolicies() {
    assertThat(kubectl.call("get", "--raw", "/apis/admissionregistration.k8s.io/v1").out())
        .contains("validatingadmissionpolicies")
        .doesNotContain("mutatingadmissionpolicies");
  }

  @Test
  void readySaysThatTheGuaranteeIsWeakerAndWhy() {
    String ns = covered();

    assertThat(
            kubectl.run(
                "get",
                "sdp",
                ns,
                "-o",
                "jsonpath={.status.conditions[?(@.type=='Ready')].message}"))
        .startsWith("Deletes of 1 kind(s) are reversible.")
        .contains("The guarantee is weaker on this server")
        .contains("no MutatingAdmissionPolicy v1");
  }

  @Test
  void aPolicyIsAConfigurationThatGoesWithItAndTheFinalizersToo() {
    String ns = covered();
    Live.configMap("web", ns);
    assertThat(Live.finalizers("configmap", "web", ns)).contains(Live.RETAIN);
    assertThat(kubectl.run("get", CONFIGURATION, "-o", "name")).contains("fallback-" + ns);

    kubectl.run("delete", "sdp", ns, "--timeout=60s");

    assertThat(kubectl.run("get", CONFIGURATION, "-o", "name")).doesNotContain("fallback-" + ns);
    assertThat(Live.finalizers("configmap", "web", ns)).isEmpty();
    Live.configMap("afterwards", ns);
    assertThat(Live.finalizers("configmap", "afterwards", ns)).isEmpty();
  }

  private static String covered() {
    return Cluster.coveredNamespace(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
        """);
  }
}
