package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The operator answers a create over a deleted name from the moment at which the name is free. With
 * one replica this always holds.
 */
class CreateRightAfterDeleteTest {
  private static final int TIMES = 20;

  @Test
  void theCreateThatFollowsTheDeleteAtOnceIsRefused() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: Reject
            """);
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Cluster.controlPlane().kubeconfigYaml()))
            .build()) {
      for (int i = 0; i < TIMES; i++) {
        Resource<ConfigMap> object = client.configMaps().inNamespace(ns).resource(named("a" + i));
        object.create();
        object.delete();
        await()
            .atMost(Duration.ofSeconds(30))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> object.get() == null);

        var refusal = catchThrowableOfType(KubernetesClientException.class, object::create);

        assertThat(refusal).as("create " + i).isNotNull();
        assertThat(refusal.getMessage()).contains("A deleted ConfigMap with name 'a" + i + "'");
      }
    }
  }

  private static ConfigMap named(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
