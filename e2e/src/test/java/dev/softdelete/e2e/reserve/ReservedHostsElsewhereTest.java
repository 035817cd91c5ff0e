package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A restore into another namespace may use the hosts that are reserved for its object, and makes
 * them available to no other tenant.
 */
@Tag("soak")
class ReservedHostsElsewhereTest {
  private static final String INTO = "softdelete.dev/restore-namespace=";

  private final Kubectl kubectl = Cluster.kubectl();
  private final Tenants tenants =
      Tenants.reserving(
          "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
  private final String host = "shop." + tenants.a() + ".example.com";
  private Deletion deletion;

  @BeforeEach
  void delete() {
    assertThat(tenants.create(tenants.a(), Tenants.ingress("shop", host)).ok()).isTrue();
    deletion = Deletion.of(kubectl, "ingress", "shop", tenants.a());
  }

  @Test
  void aNameThatNoNamespaceCanHaveIsReported() {
    deletion.ask(INTO + "n".repeat(64)).awaitRefusal("Invalid");

    assertThat(deletion.message()).contains("cannot be a name");
  }

  @Test
  void aNamespaceThatDoesNotExistYetIsNotExempted() {
    deletion.ask(INTO + "missing-" + tenants.b()).awaitRefusal("NamespaceMissing");

    assertThat(exempted()).isEmpty();
  }

  @Test
  void theOldestOfManyExemptionsGivesWay() {
    exempt(64);

    deletion.restore(INTO + tenants.b());
  }

  @Test
  void aPreviewSaysThatItIsPossibleAndExemptsNobody() {
    assertThat(preview()).isEqualTo("Possible");

    assertThat(exempted()).isEmpty();
    assertThat(tenants.tryOfB(Tenants.ingress("mine", host)).ok()).isFalse();
  }

  @Test
  void aPreviewSaysWhatIsReservedForSomebodyElse() {
    Tenants others =
        Tenants.reserving(
            "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
    kubectl.run("delete", "namereservation", tenants.reservationsOfA().getFirst());
    await()
        .atMost(Tenants.PATIENCE)
        .until(() -> others.create(others.a(), Tenants.ingress("shop", host)).ok());
    others.deleteOfA("ingress", "shop");

    assertThat(preview()).isEqualTo("NameConflict");
  }

  private String preview() {
    kubectl.run(
        "annotate",
        "deleted",
        deletion.record(),
        "-n",
        tenants.a(),
        INTO + tenants.b(),
        "softdelete.dev/restore=dry-run");
    await()
        .atMost(Tenants.PATIENCE)
        .until(() -> !deletion.condition("RestorePossible").isMissingNode());
    return deletion.condition("RestorePossible").path("reason").asText();
  }

  private void exempt(int many) {
    String namespaces =
        IntStream.range(0, many).mapToObj(i -> "\"n" + i + "\"").collect(Collectors.joining(","));
    kubectl.run(
        "patch",
        "namereservation",
        tenants.reservationsOfA().getFirst(),
        "--type=merge",
        "-p",
        "{\"spec\":{\"restoreNamespaces\":[" + namespaces + "]}}");
  }

  private String exempted() {
    return kubectl.run(
        "get",
        "namereservation",
        tenants.reservationsOfA().getFirst(),
        "-o",
        "jsonpath={.spec.restoreNamespaces}");
  }
}
