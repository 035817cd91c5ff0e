package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** If no webhook answers, or none with a trusted certificate, only convenience is lost. */
class WebhookDownTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final DeletedName deleted = DeletedName.refused();
  private final String ns = deleted.ns();
  private final Kubectl kubectl = Cluster.installation().kubectl();

  @AfterEach
  void leaveOurs() {
    Kubectl admin = Cluster.kubectl();
    if (!TlsSecret.label().equals("soft-delete-operator")) {
      TlsSecret.delete();
      await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.certificate().isEmpty());
    }
    admin.run("delete", "sdp", ns, "--timeout=60s");
  }

  @Test
  void createsAndDeletesGoOnWithoutTheOperator() {
    Cluster.operator().kill();

    createAndDelete();

    Cluster.operator();
    awaitBothRecords();
    deleted.awaitRefused();
  }

  @Test
  void createsAndDeletesGoOnUnderAnExpiredCertificate() {
    Cluster.operator().kill();
    TlsSecret.replace(
        "cert-manager", TestCertificate.valid(DAY.multipliedBy(10), DAY.multipliedBy(9)));
    Cluster.operator();
    await().atMost(DeletedName.PATIENCE).until(() -> deleted.create().ok());

    createAndDelete();
    awaitBothRecords();

    TlsSecret.replace("cert-manager", TestCertificate.valid(DAY, DAY.multipliedBy(90)));
    deleted.awaitRefused();
  }

  @Test
  void servesFromTheStartThoughTheSecretIsGarbageOfSomebodyElse() {
    Cluster.operator().kill();
    TlsSecret.replace("cert-manager", "garbage", "garbage", "");
    Cluster.operator();

    deleted.awaitRefused();
    assertThat(TlsSecret.certificate()).isEqualTo("garbage");
  }

  private void createAndDelete() {
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=new=2");
    kubectl.run("delete", "configmap", "web", "-n", ns, "--wait=false");
  }

  private void awaitBothRecords() {
    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(kubectl.run("get", "cm", "web", "-n", ns, "--ignore-not-found")).isEmpty();
              assertThat(records()).hasSize(2);
            });
    assertThat(
            kubectl.run(
                "get",
                "secrets",
                "-n",
                Installation.NAMESPACE,
                "-l",
                "softdelete.dev/part",
                "-o",
                "name"))
        .isNotEmpty();
  }

  private String[] records() {
    return kubectl
        .run("get", "deleted", "-n", ns, "-o", "jsonpath={.items[*].metadata.name}")
        .split(" ");
  }
}
