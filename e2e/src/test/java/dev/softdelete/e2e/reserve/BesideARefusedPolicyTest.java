package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A policy that the API server rejects does not affect the reservations of other policies. */
@Tag("soak")
class BesideARefusedPolicyTest {
  private static final String REFUSED = "all-and-more";

  private final Kubectl kubectl = Cluster.kubectl();

  @BeforeEach
  void apply() {
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %s}
        spec:
          resources:
          - {apiGroups: ["*", networking.k8s.io], resources: [ingresses]}
          - {apiGroups: [""], resources: ["*", pods]}
          namespaceSelector: {matchLabels: {no: such}}
          nameReservation: {duration: 1h}
        """
            .formatted(REFUSED));
    String reason = "--for=jsonpath={.status.conditions[0].reason}=InvalidExpression";
    kubectl.run("wait", "sdp/" + REFUSED, reason, "--timeout=60s");
  }

  @AfterEach
  void remove() {
    kubectl.run("delete", "sdp", REFUSED, "--timeout=120s");
  }

  @Test
  void whatALaterPolicyReservesIsRefusedAndEnds() {
    Tenants tenants =
        Tenants.reserving(
            "[{apiGroups: [\"\"], resources: [limitranges]}]",
            "{duration: 20s, tenantLabel: example.com/team}");
    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(() -> assertThat(rules()).contains("limitranges").doesNotContain("*"));
    label(tenants, "red");
    assertThat(create(tenants).ok()).isTrue();
    tenants.deleteOfA("limitrange", "small");
    tenants.purgeOfA();
    label(tenants, "blue");

    assertThat(create(tenants).err()).contains("reserved for another tenant");
    await().atMost(Tenants.PATIENCE).until(() -> tenants.reservationsOfA().isEmpty());
    await().atMost(Tenants.PATIENCE).until(() -> create(tenants).ok());
  }

  private static Kubectl.Result create(Tenants tenants) {
    return tenants.create(
        tenants.a(),
        """
        apiVersion: v1
        kind: LimitRange
        metadata: {name: small}
        spec: {limits: []}
        """);
  }

  private String rules() {
    return kubectl.run(
        "get",
        "validatingadmissionpolicy",
        "softdelete-reservations",
        "-o",
        "jsonpath={.spec.matchConstraints.resourceRules[*].resources}");
  }

  private void label(Tenants tenants, String team) {
    kubectl.run("label", "namespace", tenants.a(), "example.com/team=" + team, "--overwrite");
  }
}
