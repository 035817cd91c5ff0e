package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Repository;
import org.junit.jupiter.api.Test;

/** What Helm makes of the chart where it sees the server's own API versions. */
@OlderServer
class ChartTest {

  @Test
  void leavesMutatingPoliciesOutAndSaysThatTheGuaranteeIsWeaker() {
    String output =
        new Helm(Repository.file("helm/soft-delete-operator"))
            .upgrade()
            .withName(Installation.RELEASE)
            .withNamespace(Installation.NAMESPACE)
            .withKubeConfig(Cluster.controlPlane().kubeconfig())
            .dryRun()
            .call()
            .getOutput();

    assertThat(output)
        .contains("kind: ValidatingAdmissionPolicy", "The guarantee is weaker here")
        .doesNotContain("kind: MutatingAdmissionPolicy");
  }
}
