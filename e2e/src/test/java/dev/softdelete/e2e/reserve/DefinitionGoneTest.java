package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The definition of the objects in which the API server looks up reserved names can be deleted only
 * on purpose. After it is applied again, the reservations are enforced again.
 */
class DefinitionGoneTest {
  private static final String CRD = "reservednames.softdelete.dev";
  private static final String FILE =
      Repository.file("crds/softdelete.dev_reservednames.yaml").toString();

  private final Kubectl kubectl = Cluster.kubectl();
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @AfterEach
  void define() {
    kubectl.run("apply", "--server-side", "-f", FILE);
  }

  @Test
  void onceItIsBackTheApiServerRefusesAgain() {
    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();
    tenants.deleteOfA("ingress", "shop");
    assertThat(kubectl.call("delete", "crd", CRD).err()).contains("softdelete.dev/unlock=true");

    remove();
    assertThat(ofB().err()).contains("is reserved for another tenant");
    define();

    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(() -> assertThat(Tenants.published()).contains(host));
    Cluster.operator().kill();
    await()
        .atMost(Tenants.PATIENCE.multipliedBy(2))
        .untilAsserted(() -> assertThat(ofB().err()).contains("is reserved for another tenant"));
  }

  @Test
  @Tag("soak")
  void reservationsEndMeanwhile() {
    Tenants soon =
        Tenants.reserving("[{apiGroups: [\"\"], resources: [configmaps]}]", "{duration: 15s}");
    kubectl.run("create", "configmap", "settings", "-n", soon.a());
    soon.deleteOfA("configmap", "settings");
    soon.purgeOfA();
    remove();
    assertThat(soon.reservationsOfA()).isNotEmpty();

    await().atMost(Tenants.PATIENCE).until(() -> soon.reservationsOfA().isEmpty());
  }

  private void remove() {
    kubectl.run("annotate", "crd", CRD, "softdelete.dev/unlock=true");
    kubectl.run("delete", "crd", CRD, "--timeout=60s");
  }

  private Kubectl.Result ofB() {
    return tenants.tryOfB(Tenants.ingress("mine", host));
  }
}
