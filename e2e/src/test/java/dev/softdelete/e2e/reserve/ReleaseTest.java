package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in which a reservation ends, other than by its expiry. */
class ReleaseTest {
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @BeforeEach
  void delete() {
    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();
    tenants.deleteOfA("ingress", "shop");
    assertThat(shopOfB().ok()).isFalse();
  }

  @Test
  void anAdministratorReleasesItWhileItCanBeRestored() {
    release();

    awaitFree();
    tenants.purgeOfA();
    assertThat(tenants.reservationsOfA()).isEmpty();
  }

  @Test
  void anAdministratorReleasesItAfterThePurge() {
    tenants.purgeOfA();
    release();

    awaitFree();
  }

  @Test
  void whatIsBackAnswersForItself() {
    Tenants.kubectl()
        .run("annotate", "deleted", "--all", "-n", tenants.a(), "softdelete.dev/restore=true");
    Tenants.kubectl()
        .run(
            "wait",
            "deleted",
            "--all",
            "-n",
            tenants.a(),
            "--for=condition=Restored",
            "--timeout=60s");

    assertThat(tenants.reservationsOfA()).isEmpty();
    awaitFree();
  }

  @Test
  void whoMayRestoreItElsewhereMayHaveItsHostsThere() {
    Tenants.kubectl()
        .run(
            "annotate",
            "deleted",
            "--all",
            "-n",
            tenants.a(),
            "softdelete.dev/restore-namespace=" + tenants.b(),
            "softdelete.dev/restore=true");

    Tenants.kubectl()
        .run(
            "wait",
            "deleted",
            "--all",
            "-n",
            tenants.a(),
            "--for=condition=Restored",
            "--timeout=60s");
    assertThat(
            Tenants.kubectl()
                .run("get", "ingress", "shop", "-n", tenants.b(), "-o", "jsonpath={..host}"))
        .isEqualTo(host);
  }

  @Test
  void nobodyElseReleasesIt() {
    Kubectl tenant = Cluster.installation().kubectlAs("carol", "staff");

    assertThat(tenant.call("delete", "namereservation", reservation()).err()).contains("forbidden");
  }

  @Test
  void whatIsReservedDoesNotChange() {
    Kubectl.Result result =
        Tenants.kubectl()
            .call(
                "patch",
                "namereservation",
                reservation(),
                "--type=merge",
                "-p",
                "{\"spec\":{\"tenant\":\"" + tenants.b() + "\"}}");

    assertThat(result.err()).contains("delete the NameReservation to release the name");
  }

  private void release() {
    Tenants.kubectl().run("delete", "namereservation", reservation());
  }

  private void awaitFree() {
    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(() -> assertThat(shopOfB().err()).doesNotContain("reserved"));
  }

  private Kubectl.Result shopOfB() {
    return tenants.tryOfB(Tenants.ingress("shop", host));
  }

  private String reservation() {
    return tenants.reservationsOfA().getFirst();
  }
}
