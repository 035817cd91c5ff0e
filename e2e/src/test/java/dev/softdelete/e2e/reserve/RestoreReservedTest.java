package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host of a deleted object is reserved for another tenant before the object is restored. */
class RestoreReservedTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]",
          "{duration: 1h, tenantLabel: example.com/team}");
  private final String host = "shop." + tenants.a() + ".example.com";

  @BeforeEach
  void nameTheTenant() {
    Tenants.label(tenants.a(), "red");
  }

  @Test
  void whatIsDeletedComesBackToANamespaceThatBecameAnothersMeanwhile() {
    Deletion deletion = deletedOfA();
    Tenants.label(tenants.a(), "blue");

    deletion.restore();

    assertThat(tenants.reservationsOfA()).isEmpty();
  }

  @Test
  void anothersHostIsRefusedAloudUntilItIsFree() {
    String other = unreserving("");
    create(other);
    Deletion deletion = Deletion.of(kubectl, "ingress", "shop", other);
    deletedOfA();

    deletion.ask().awaitRefusal("NameConflict");

    assertThat(deletion.message())
        .contains("The host … is reserved for another")
        .doesNotContain(host);
    tenants.reservationsOfA().forEach(r -> kubectl.run("delete", "namereservation", r));
    deletion.awaitRestored();
  }

  @Test
  void whatIsHeldIsNotLetGoForWhatWouldBeRefused() {
    String other = unreserving("  mode: Hold\n");
    create(other);
    String uid = uid(other);
    kubectl.run("delete", "ingress", "shop", "-n", other, "--wait=false");
    deletedOfA();
    await().atMost(Tenants.PATIENCE).untilAsserted(() -> Deletion.recorded(kubectl, uid));

    Deletion.recorded(kubectl, uid).ask().awaitRefusal("NameConflict");

    assertThat(uid(other)).isEqualTo(uid);
  }

  private Deletion deletedOfA() {
    create(tenants.a());
    return Deletion.of(kubectl, "ingress", "shop", tenants.a());
  }

  private void create(String namespace) {
    Kubectl.Result created = tenants.create(namespace, Tenants.ingress("shop", host));
    assertThat(created.ok()).as(created.err()).isTrue();
  }

  private String uid(String namespace) {
    return kubectl.run("get", "ingress", "shop", "-n", namespace, "-o", "jsonpath={.metadata.uid}");
  }

  /** Creates a namespace whose policy reserves no names. */
  private static String unreserving(String mode) {
    return Cluster.coveredNamespace(
        "  resources: [{apiGroups: [networking.k8s.io], resources: [ingresses]}]\n" + mode);
  }
}
