package dev.softdelete.e2e.restore;

import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Kubectl;
import java.time.Duration;

/** A kind that has only just been defined. */
public final class NewKind {
  private NewKind() {}

  /**
   * Waits until one can be created: for some seconds after a definition, the API server answers 503
   * wherever a MutatingAdmissionPolicy matches the kind.
   */
  public static void awaitCreatable(
      Kubectl kubectl, String apiVersion, String kind, String namespace) {
    String manifest =
        """
        apiVersion: %s
        kind: %s
        metadata: {name: trial, namespace: %s}
        """
            .formatted(apiVersion, kind, namespace);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.inputCall(manifest, "create", "--dry-run=server", "-f", "-").ok());
  }
}
