package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Test;

/**
 * A managed cluster adds requirements to the namespaceSelector of every webhook, as Azure's
 * admissions enforcer does, and would add them again whenever the operator removed them.
 */
class ManagedSelectorsTest {
  private static final String CONFIGURATION =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/soft-delete";

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void whatTheEnforcerAddsStaysWhenTheOperatorWritesAgain() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: Reject
            """);
    String webhook = awaitWebhook(ns);
    enforce();

    kubectl.run(
        "patch",
        "sdp",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"exemptRequesters\":{\"users\":[\"somebody-of-" + ns + "\"]}}}");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(() -> assertThat(webhook(webhook).toString()).contains("somebody-of-" + ns));
    assertThat(webhook(webhook).at("/namespaceSelector/matchLabels/test").asText()).isEqualTo(ns);
    assertThat(webhook(webhook).at("/namespaceSelector/matchExpressions").toString())
        .contains("control-plane", "kubernetes.azure.com/managedby");
  }

  /** Returns the name of the webhook whose selector is that of the namespace. */
  private static String awaitWebhook(String ns) {
    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(() -> assertThat(webhooks().toString()).contains("\"test\":\"" + ns + "\""));
    return webhooks()
        .valueStream()
        .filter(w -> w.at("/namespaceSelector/matchLabels/test").asText().equals(ns))
        .findFirst()
        .orElseThrow()
        .path("name")
        .asText();
  }

  /** Adds to every webhook what the enforcer adds, by an update as the enforcer sends it. */
  private void enforce() {
    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () -> {
              JsonNode live = Caller.administrator().get(CONFIGURATION).body();
              live.path("webhooks").forEach(w -> require((ObjectNode) w));
              return kubectl
                  .inputCall(
                      live.toString(), "replace", "--field-manager=admissionsenforcer", "-f", "-")
                  .ok();
            });
  }

  private static void require(ObjectNode webhook) {
    var expressions = webhook.withArray("/namespaceSelector/matchExpressions");
    expressions.addObject().put("key", "control-plane").put("operator", "DoesNotExist");
    expressions
        .addObject()
        .put("key", "kubernetes.azure.com/managedby")
        .put("operator", "NotIn")
        .putArray("values")
        .add("aks");
  }

  private static JsonNode webhook(String name) {
    return webhooks()
        .valueStream()
        .filter(w -> w.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode webhooks() {
    return Caller.administrator().get(CONFIGURATION).body().path("webhooks");
  }
}
