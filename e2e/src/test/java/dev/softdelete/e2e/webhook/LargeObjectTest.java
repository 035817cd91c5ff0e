package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects of the largest size that the API server accepts, created over a deleted name. */
class LargeObjectTest {
  private static final String LARGE = noise();

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void isRefusedAsASmallOneIs() {
    DeletedName deleted = DeletedName.refused();

    Kubectl.Result result = create(deleted.ns(), "{}", LARGE);

    assertThat(result.err()).contains("(AlreadyExists)");
  }

  @Test
  void comesBackByACreate() {
    String ns = DeletedName.covered("Reject");
    assertThat(create(ns, "{}", LARGE).ok()).isTrue();
    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=60s");
    new DeletedName(ns).awaitRefused();

    Kubectl.Result result = create(ns, "{softdelete.dev/restore: \"true\"}", "");

    assertThat(result.ok()).as(result.err()).isTrue();
    assertThat(value(ns)).isEqualTo(LARGE);
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=60s");
    assertThat(value(ns)).isEqualTo(LARGE);
  }

  @Test
  void isAppliedOnTopOrRefusedWithAReason() {
    DeletedName deleted = DeletedName.refused();

    Kubectl.Result result = create(deleted.ns(), "{softdelete.dev/on-recreate: Restore}", LARGE);

    if (result.ok()) {
      await()
          .atMost(DeletedName.PATIENCE)
          .untilAsserted(() -> assertThat(value(deleted.ns())).isEqualTo(LARGE));
    } else {
      assertThat(result.err()).contains("It cannot be restored by a create");
      assertThat(deleted.refuses()).isTrue();
    }
  }

  private Kubectl.Result create(String ns, String annotations, String value) {
    return kubectl.inputCall(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: %s, annotations: %s}
        binaryData: {noise: "%s"}
        """
            .formatted(ns, annotations, value),
        "create",
        "-f",
        "-");
  }

  private String value(String ns) {
    return kubectl.run("get", "configmap", "web", "-n", ns, "-o", "jsonpath={.binaryData.noise}");
  }

  /** Returns 1.4 MB of random data as text. */
  private static String noise() {
    byte[] noise = new byte[1_045_000];
    new Random(1).nextBytes(noise);
    return Base64.getEncoder().encodeToString(noise);
  }
}
