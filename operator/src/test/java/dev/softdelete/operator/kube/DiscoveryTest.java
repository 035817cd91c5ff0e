package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private static final String GROUP =
      """
      {"metadata": {"name": "apps"}, "versions": [
        {"version": "v1", "resources": [
          {"resource": "deployments", "responseKind": {"kind": "Deployment"}, "scope": "Namespaced",
           "verbs": ["get", "list"], "subresources": [{"subresource": "status"}, {"subresource": "scale"}]}]},
        {"version": "v1beta1", "resources": [
          {"resource": "deployments", "responseKind": {"kind": "Deployment"}, "scope": "Namespaced", "verbs": []},
          {"resource": "olds", "responseKind": {"kind": "Old"}, "scope": "Cluster", "verbs": ["get"]}]}]}
      """;

  @Test
  void takesEachResourceInTheFirstVersionThatServesIt() {
    assertThat(Discovery.preferred(Json.parse(GROUP.getBytes(StandardCharsets.UTF_8))))
        .containsExactlyInAnyOrder(
            new ResourceType(
                "apps",
                "v1",
                "deployments",
                "Deployment",
                true,
                Set.of("get", "list"),
                Set.of("status", "scale")),
            new ResourceType("apps", "v1beta1", "olds", "Old", false, Set.of("get"), Set.of()));
  }

  @Test
  void readsTheCoreGroupWhichHasNoName() {
    String core =
        """
        {"metadata": {}, "versions": [{"version": "v1", "resources": [
          {"resource": "pods", "responseKind": {"kind": "Pod"}, "scope": "Namespaced", "verbs": []}]}]}
        """;

    assertThat(Discovery.preferred(Json.parse(core.getBytes(StandardCharsets.UTF_8))))
        .extracting(ResourceType::apiVersion)
        .containsExactly("v1");
  }
}
