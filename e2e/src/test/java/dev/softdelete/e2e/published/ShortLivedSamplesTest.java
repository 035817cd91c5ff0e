package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The samples keep short-lived objects out, and cover the others. */
class ShortLivedSamplesTest {
  private static final String CERTIFICATES =
      Repository.file("samples/certificates.yaml").toString();

  private final Kubectl kubectl = Cluster.kubectl();

  @AfterEach
  void remove() {
    kubectl.run("delete", "-f", CERTIFICATES, "--ignore-not-found", "--timeout=60s");
  }

  @Test
  void aTemporaryPrivateKeyIsNotKept() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            "  resources: [{apiGroups: [\"\"], resources: [services]}]\n");
    kubectl.run("apply", "-f", CERTIFICATES);
    kubectl.run("wait", "-f", CERTIFICATES, "--for=condition=Ready", "--timeout=60s");
    create(ns, "shop-9s42t", "{cert-manager.io/next-private-key: 'true'}");
    create(ns, "shop-tls", "{}");

    kubectl.run("delete", "secret", "shop-9s42t", "shop-tls", "-n", ns, "--timeout=60s");

    assertThat(
            kubectl.run(
                "get", "deleted", "-n", ns, "-o", "jsonpath={.items[*].spec.resource.name}"))
        .isEqualTo("shop-tls");
  }

  private static void create(String ns, String name, String labels) {
    Caller.administrator()
        .create(
            "/api/v1/namespaces/" + ns + "/secrets",
            "metadata: {name: " + name + ", labels: " + labels + "}");
  }
}
