package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlPlaneTest {

  private final ControlPlane controlPlane = SharedControlPlane.get();

  @Test
  void servesTheDeclaredVersion() {
    try (var client = client(controlPlane.kubeconfig())) {
      assertThat(client.getKubernetesVersion().getGitVersion())
          .startsWith("v" + KubernetesVersion.V1_36.majorMinor() + ".");
    }
  }

  @Test
  void servesMutatingAdmissionPolicies() {
    try (var client = client(controlPlane.kubeconfig())) {
      assertThat(client.getApiResources("admissionregistration.k8s.io/v1").getResources())
          .anyMatch(resource -> resource.getKind().equals("MutatingAdmissionPolicy"));
    }
  }

  @Test
  void deletesNamespaces() {
    try (var client = client(controlPlane.kubeconfig())) {
      var doomed = new NamespaceBuilder().withNewMetadata().withName("doomed").endMetadata();
      client.resource(doomed.build()).create();
      client.namespaces().withName("doomed").delete();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.namespaces().withName("doomed").get() == null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsItsDataAndAddressWhenTheApiServerRestarts(Signal signal) {
    try (var client = client(controlPlane.kubeconfig())) {
      client.resource(configMap("before-" + signal)).create();

      controlPlane.restartApiServer(signal);

      assertThat(client.resource(configMap("before-" + signal)).get()).isNotNull();
    }
  }

  @Test
  void compactionEndsOldWatches() {
    try (var client = client(controlPlane.kubeconfig())) {
      assertThat(controlPlane.compactEtcd()).isPositive();
      controlPlane.restartApiServer(Signal.KILL);

      assertThat(client.raw("/api/v1/configmaps?watch=1&resourceVersion=2&timeoutSeconds=5"))
          .contains("\"code\":410");
    }
  }

  @Test
  void aUserHasItsGroupsAndNoRights() {
    try (var client = client(controlPlane.userKubeconfig("ann", "team-a", "team-b"))) {
      UserInfo user = self(client);
      assertThat(user.getUsername()).isEqualTo("ann");
      assertThat(user.getGroups())
          .containsExactlyInAnyOrder("team-a", "team-b", "system:authenticated");
      assertThatThrownBy(() -> client.namespaces().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    }
  }

  @Test
  void aServiceAccountHasAToken() {
    try (var client = client(controlPlane.tokenKubeconfig("default", "default"))) {
      assertThat(self(client).getUsername()).isEqualTo("system:serviceaccount:default:default");
    }
  }

  @Test
  void aMissingServiceAccountIsReported() {
    assertThatThrownBy(() -> controlPlane.tokenKubeconfig("default", "nobody"))
        .isInstanceOf(ControlPlaneException.class)
        .hasMessageContaining("404");
  }

  @Test
  void theRightKubectlComesWithIt() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                controlPlane.kubectl().toString(),
                "--kubeconfig=" + controlPlane.kubeconfig(),
                "get",
                "serviceaccount",
                "default")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static UserInfo self(KubernetesClient client) {
    SelfSubjectReview review = client.resource(new SelfSubjectReviewBuilder().build()).create();
    return review.getStatus().getUserInfo();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name.toLowerCase(Locale.ROOT))
        .withNamespace("default")
        .endMetadata()
        .build();
  }

  private static KubernetesClient client(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }
}
