package dev.softdelete.e2e.older;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Repository;
import org.junit.jupiter.api.Test;

/**
 * If the chart contained MutatingAdmissionPolicies here, it could not even be installed on this
 * server.
 */
@OlderServer
class ChartTest {

  @Test
  void saysThatTheGuaranteeIsWeaker() {
    String notes =
        new Helm(Repository.file("helm/soft-delete-operator"))
            .upgrade()
            .withName(Installation.RELEASE)
            .withNamespace(Installation.NAMESPACE)
            .withKubeConfig(Cluster.controlPlane().kubeconfig())
            .dryRun()
            .call()
            .getOutput();

    assertThat(notes).contains("The guarantee is weaker here");
  }
}
