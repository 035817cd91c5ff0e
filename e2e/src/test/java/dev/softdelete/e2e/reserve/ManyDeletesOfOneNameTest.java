package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A tenant that deletes one name many times does not prevent the names of other tenants from being
 * reserved.
 */
@Tag("soak")
class ManyDeletesOfOneNameTest {
  private static final int TIMES = 1600;
  private static final Map<String, String> LABEL = Map.of("many", "times");

  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(Cluster.controlPlane().kubeconfigYaml()))
          .build();
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @AfterEach
  void release() {
    client.resources(NameReservation.class).withLabels(LABEL).delete();
    client.close();
  }

  @Test
  void whatOthersDeleteIsHeldForThem() {
    IntStream.range(0, TIMES).parallel().forEach(this::reserve);

    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();
    tenants.deleteOfA("ingress", "shop");

    assertThat(tenants.reservationsOfA()).hasSize(1);
    assertThat(Tenants.published()).contains(host);
    Kubectl.Result ofB = tenants.tryOfB(Tenants.ingress("mine", host));
    assertThat(ofB.err()).contains("is reserved for another tenant");
  }

  private void reserve(int time) {
    var reservation = new NameReservation();
    reservation.setMetadata(
        new ObjectMetaBuilder()
            .withName("ingress-" + "n".repeat(200) + "-" + time)
            .withLabels(LABEL)
            .build());
    reservation.setSpec(
        new NameReservationSpec(
            new ResourceIdentity(
                "networking.k8s.io/v1", "Ingress", "ingresses", "many", "ns", "n", "u", null),
            List.of("many-times.example.com"),
            "t".repeat(253),
            "l".repeat(316),
            "1h",
            null,
            "2099-01-01T00:00:00Z"));
    client.resource(reservation).create();
  }
}
