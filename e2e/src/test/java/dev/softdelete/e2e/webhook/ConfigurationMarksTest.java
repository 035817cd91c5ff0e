package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every webhook configuration of the operator has the labels and annotations of the chart. */
@Tag("delivery")
class ConfigurationMarksTest {
  private static final String ALL = "/apis/admissionregistration.k8s.io/v1/%swebhookconfigurations";

  @BeforeEach
  void begin() {
    Cluster.operateWith(
        new OperatorProcess(
                Cluster.installation().operatorKubeconfig(),
                Path.of("target", "operator-marks.log"))
            .with("WEBHOOK_LABELS", "{\"team\":\"platform\"}")
            .with("WEBHOOK_ANNOTATIONS", "{\"admissions.enforcer/disabled\":\"true\"}"));
  }

  @AfterEach
  void end() {
    Cluster.handBack();
  }

  @Test
  void whateverThePoliciesAsk() {
    for (String enforcement : new String[] {"Enforce", "Observe"}) {
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            enforcement: %s
          """
              .formatted(enforcement));
    }

    await().atMost(DeletedName.PATIENCE).untilAsserted(() -> allAreMarked("mutating", 2));
    await().atMost(DeletedName.PATIENCE).untilAsserted(() -> allAreMarked("validating", 2));
  }

  private static void allAreMarked(String kind, int atLeast) {
    JsonNode items = Caller.administrator().get(ALL.formatted(kind)).body().path("items");

    assertThat(items).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(items)
        .allSatisfy(
            c -> {
              assertThat(c.at("/metadata/labels/team").asText()).isEqualTo("platform");
              assertThat(c.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                  .isEqualTo("soft-delete-operator");
              assertThat(c.at("/metadata/annotations/admissions.enforcer~1disabled").asText())
                  .isEqualTo("true");
            });
  }
}
