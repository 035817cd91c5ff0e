package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant with several namespaces, identified by a label of the namespaces. */
class TenantLabelTest {
  private final Tenants tenants =
      Tenants.reserving(
          """
          [{apiGroups: [networking.k8s.io], resources: [ingresses]},
              {apiGroups: [""], resources: [configmaps]}]
          """
              .strip(),
          "{duration: 1h, tenantLabel: example.com/team}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @BeforeEach
  void purge() {
    Tenants.label(tenants.a(), "red");
    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();
    Tenants.kubectl().run("create", "configmap", "settings", "-n", tenants.a());
    tenants.deleteOfA("ingress", "shop");
    tenants.deleteOfA("configmap", "settings");
    tenants.purgeOfA();
  }

  @Test
  void anotherNamespaceOfTheSameTenantMayTakeIt() {
    assertThat(shopOfB().ok()).isFalse();

    Tenants.label(tenants.b(), "blue");
    assertThat(shopOfB().ok()).isFalse();

    Tenants.label(tenants.b(), "red");
    Kubectl.Result result = shopOfB();
    assertThat(result.ok()).as(result.err()).isTrue();
  }

  @Test
  void aNameIsNotTheNextTenantsOfTheNamespace() {
    Tenants.label(tenants.a(), "blue");

    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(settings().err())
                    .contains("The name 'settings' is reserved for another tenant until 20"));
    Cluster.operator().kill();
    assertThat(settings().err())
        .contains("ConfigMap settings is a name that is reserved for another tenant until 20");

    Tenants.label(tenants.a(), "red");
    Kubectl.Result result = settings();
    assertThat(result.ok()).as(result.err()).isTrue();
  }

  @Test
  void aLabelWithoutAValueIsAsGoodAsNone() {
    Tenants.label(tenants.a(), "");
    Tenants.kubectl().run("create", "configmap", "own", "-n", tenants.a());
    tenants.deleteOfA("configmap", "own");
    tenants.purgeOfA();
    Cluster.operator().kill();

    Kubectl.Result own = Tenants.kubectl().call("create", "configmap", "own", "-n", tenants.a());

    assertThat(own.ok()).as(own.err()).isTrue();
  }

  private Kubectl.Result settings() {
    return Tenants.kubectl().call("create", "configmap", "settings", "-n", tenants.a());
  }

  private Kubectl.Result shopOfB() {
    return tenants.create(tenants.b(), Tenants.ingress("shop", host));
  }
}
