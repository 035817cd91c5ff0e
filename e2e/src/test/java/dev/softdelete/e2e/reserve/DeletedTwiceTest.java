package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/**
 * A host that its tenant deleted, used again and deleted again stays reserved until both
 * reservations end.
 */
class DeletedTwiceTest {
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @Test
  void eachDeletionHoldsItAlsoWhenTheOperatorDiesInBetween() {
    create();
    tenants.deleteOfA("ingress", "shop");
    create();
    Cluster.operator().kill();
    Tenants.kubectl().run("delete", "ingress", "shop", "-n", tenants.a(), "--wait=false");
    var _ = Cluster.operator();
    // The operator reserves the host before it writes the record, and releases the object after
    // both.
    Tenants.kubectl()
        .run("wait", "--for=delete", "ingress/shop", "-n", tenants.a(), "--timeout=60s");
    assertThat(tenants.reservationsOfA()).hasSize(2);
    tenants.purgeOfA();

    for (String reservation : tenants.reservationsOfA()) {
      // The component that answers may learn with a delay that the reservation's clock has started.
      // It refuses the create in either case.
      assertThat(ofB().err()).contains("is reserved for another tenant");
      await()
          .atMost(Tenants.PATIENCE)
          .untilAsserted(
              () -> assertThat(ofB().err()).contains("is reserved for another tenant until 20"));
      Tenants.kubectl().run("delete", "namereservation", reservation);
    }

    await().atMost(Tenants.PATIENCE).until(() -> ofB().ok());
  }

  private void create() {
    Kubectl.Result created = tenants.create(tenants.a(), Tenants.ingress("shop", host));
    assertThat(created.ok()).as(created.err()).isTrue();
  }

  private Kubectl.Result ofB() {
    return tenants.tryOfB(Tenants.ingress("mine", host));
  }
}
