package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions in other places and the DNS names of Services refer to a namespace by its name. */
class NamespaceNameTest {
  private final Kubectl kubectl = Cluster.kubectl();

  @ParameterizedTest
  @EveryNth(2)
  @ValueSource(booleans = {true, false})
  void aPurgedNamespacesNameIsRefusedToStrangers(boolean operatorUp) {
    String name = purged("{duration: 1h, tenantLabel: team}");
    if (!operatorUp) {
      Cluster.operator().kill();
    }

    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(create(name, "").err())
                    .contains(
                        operatorUp ? "(Conflict)" : "(Forbidden)",
                        "is reserved for another tenant until 20"));
    assertThat(create(name, "team: blue").err()).contains("is reserved for another tenant");
    Kubectl.Result own = create(name, "team: red");
    assertThat(own.ok()).as(own.err()).isTrue();
  }

  @Test
  void withoutALabelNobodyIsKnownToBeItsTenant() {
    String name = purged("{duration: 1h}");

    assertThat(create(name, "team: red").err()).contains("is reserved for another tenant");
    kubectl.run("delete", "namereservation", reservation(name));

    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(() -> assertThat(create(name, "team: red").ok()).isTrue());
  }

  @ParameterizedTest
  @EveryNth(2)
  @ValueSource(strings = {"{duration: 1h}", "{duration: 1h, tenantLabel: nobody-bears-it}"})
  void itsRestoreIsNotRefusedByItsReservation(String reservation) {
    String name = deleted(reservation);

    restore(name);

    awaitBack(name);
  }

  @Test
  void norOnceTheReservationsClockRuns() {
    String name = deleted("{duration: 1h}");
    Instant soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    kubectl.run(
        "patch",
        "namereservation",
        reservation(name),
        "--type=merge",
        "-p",
        "{\"spec\":{\"expirationTime\":\"" + soon + "\"}}");
    awaitRefused(name);

    restore(name);

    awaitBack(name);
  }

  private void restore(String name) {
    kubectl.run(
        "annotate",
        "deleted",
        "-n",
        "soft-delete-system",
        "-l",
        "softdelete.dev/kind=Namespace,softdelete.dev/name=" + name,
        "softdelete.dev/restore=true");
  }

  private void awaitBack(String name) {
    kubectl.run("wait", "namespace/" + name, "--for=create", "--timeout=60s");
    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(
            () -> assertThat(kubectl.run("get", "namereservations")).doesNotContain(name));
  }

  private void awaitRefused(String name) {
    await()
        .atMost(Tenants.PATIENCE)
        .untilAsserted(() -> assertThat(create(name, "").ok()).isFalse());
  }

  private String deleted(String reservation) {
    String name = "ns-" + Long.toString(System.nanoTime(), 36);
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: %1$s}
        spec:
          resources: [{apiGroups: [""], resources: [namespaces]}]
          objectSelector: {matchLabels: {trial: %1$s}}
          nameReservation: %2$s
          onRecreate: Allow
        """
            .formatted(name, reservation));
    kubectl.run("wait", "sdp/" + name, "--for=condition=Ready", "--timeout=60s");
    Kubectl.Result created = create(name, "team: red, trial: " + name);
    assertThat(created.ok()).as(created.err()).isTrue();
    kubectl.run("delete", "namespace", name, "--timeout=60s");
    return name;
  }

  private String purged(String reservation) {
    String name = deleted(reservation);
    kubectl.run(
        "delete",
        "deleted",
        "-n",
        "soft-delete-system",
        "-l",
        "softdelete.dev/kind=Namespace,softdelete.dev/name=" + name,
        "--timeout=60s");
    awaitRefused(name);
    return name;
  }

  private Kubectl.Result create(String name, String labels) {
    boolean dryRun = labels.isEmpty() || labels.contains("blue");
    return Cluster.installation()
        .kubectl()
        .inputCall(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s, labels: {%s}}
            """
                .formatted(name, labels),
            dryRun
                ? new String[] {"create", "--dry-run=server", "-f", "-"}
                : new String[] {"create", "-f", "-"});
  }

  private String reservation(String name) {
    return kubectl
        .run("get", "namereservations", "-o", "name")
        .lines()
        .filter(l -> l.contains("namespace-" + name))
        .map(l -> l.substring(l.indexOf('/') + 1))
        .findFirst()
        .orElseThrow();
  }
}
