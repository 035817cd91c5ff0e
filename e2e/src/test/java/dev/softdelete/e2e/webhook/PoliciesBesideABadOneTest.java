package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A part of one policy that the API server rejects does not affect the other policies. */
@Tag("soak")
class PoliciesBesideABadOneTest {
  private static final String BAD_EXPRESSION =
      "matchConditions: [{name: bad, expression: 'this('}]";
  private static final String BAD_SELECTOR =
      "namespaceSelector: {matchExpressions: [{key: a, operator: In}]}";

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void aPolicyAfterABadExpressionIsAnswered() {
    apply(BAD_EXPRESSION);

    DeletedName.refused();

    assertThat(webhooks()).hasSize(1);
  }

  @Test
  void aPolicyAfterABadSelectorIsAnswered() {
    apply(BAD_SELECTOR);

    DeletedName.refused();

    assertThat(webhooks()).hasSize(1);
  }

  @Test
  void aPolicyThatTurnsBadIsAnsweredAsBefore() {
    DeletedName before = DeletedName.refused();

    kubectl.run(
        "patch",
        "sdp",
        before.ns(),
        "--type=merge",
        "-p",
        "{\"spec\":{\"namespaceSelector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\"}]}}}");
    kubectl.run(
        "wait",
        "sdp/" + before.ns(),
        "--for=jsonpath={.status.conditions[0].reason}=InvalidExpression",
        "--timeout=60s");
    DeletedName.refused();

    assertThat(before.refuses()).isTrue();
  }

  @Test
  void aPolicyIsAnsweredOnceItIsCorrected() {
    apply(BAD_SELECTOR);
    DeletedName.refused();

    apply("namespaceSelector: {matchLabels: {no: such}}");

    await().atMost(DeletedName.PATIENCE).untilAsserted(() -> assertThat(webhooks()).hasSize(2));
  }

  private void apply(String field) {
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: a-bad-one}
        spec:
          resources: [{apiGroups: [""], resources: [configmaps]}]
          %s
        """
            .formatted(field));
  }

  private String[] webhooks() {
    return kubectl
        .run(
            "get",
            "mutatingwebhookconfiguration",
            "soft-delete",
            "-o",
            "jsonpath={.webhooks[*].name}")
        .split(" ");
  }

  /** Deletes all policies, because the tests count the webhooks of the policies. */
  @BeforeEach
  @AfterEach
  void leaveNoPolicy() {
    Cluster.deletePolicies();
  }
}
