package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stranger tries to take over a host that nobody serves any more but whose DNS record still
 * exists.
 */
@Tag("any-server")
class SubdomainTakeoverTest {
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 30s}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @Test
  void aHostIsServedToItsTenantAloneUntilItsReservationExpires() {
    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();

    tenants.deleteOfA("ingress", "shop");
    assertRefused(
        tenants.create(tenants.b(), Tenants.ingress("mine", host)),
        "The host '%s' is reserved for another tenant as long as what had it can be restored"
            .formatted(host));

    tenants.purgeOfA();
    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(
            () ->
                assertRefused(
                    tenants.create(tenants.b(), Tenants.ingress("mine", host)),
                    "The host '%s' is reserved for another tenant until 20".formatted(host)));

    Cluster.operator().kill();
    Kubectl.Result byApiServer = tenants.create(tenants.b(), Tenants.ingress("mine", host));
    assertThat(byApiServer.ok()).isFalse();
    assertThat(byApiServer.err())
        .contains("The host " + host + " is reserved for another tenant until 20", "forbidden");

    Kubectl.Result again = tenants.create(tenants.a(), Tenants.ingress("shop-again", host));
    assertThat(again.ok()).as(again.err()).isTrue();

    var _ = Cluster.operator();
    await()
        .atMost(Tenants.PATIENCE.multipliedBy(2))
        .until(() -> tenants.create(tenants.b(), Tenants.ingress("mine", host)).ok());
    assertThat(Tenants.kubectl().run("get", "namereservations")).doesNotContain(tenants.a());
  }

  private static void assertRefused(Kubectl.Result result, String why) {
    assertThat(result.ok()).isFalse();
    assertThat(result.err())
        .contains("AlreadyExists", why, "kubectl delete namereservation ingress-shop-");
  }
}
