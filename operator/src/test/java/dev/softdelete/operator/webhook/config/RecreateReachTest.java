package dev.softdelete.operator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecreateReachTest {
  private static final String ALL = "{apiGroups: [\"*\"], resources: [\"*\"]}";
  private static final String RED = "{matchLabels: {team: red}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiGroups: [""], resources: [namespaces]}   | {matchLabels: {team: red}}                          | 2
          {apiGroups: ["*"], resources: ["*"]}         | {matchExpressions: [{key: team, operator: Exists}]} | 2
          {apiGroups: [""], resources: [namespaces]}   | {}                                                  | 1
          {apiGroups: [""], resources: [namespaces]}   | {matchLabels: {}, matchExpressions: []}             | 1
          {apiGroups: [""], resources: [namespaces]}   | null                                                | 1
          {apiGroups: [""], resources: [configmaps]}   | {matchLabels: {team: red}}                          | 1
          {apiGroups: [apps], resources: ["*"]}        | {matchLabels: {team: red}}                          | 1
          """)
  void hasAWebhookForNamespacesIfTheSelectorCouldMissThem(
      String rule, String selector, int webhooks) {
    assertThat(of(rule, selector, "[]")).hasSize(webhooks);
  }

  @Test
  void hasNoneIfThePolicyExcludesThem() {
    assertThat(of(ALL, RED, "[{apiGroups: [\"\"], resources: [namespaces]}]")).hasSize(1);
  }

  @Test
  void theWebhookForNamespacesHasNoSelector() {
    RecreateReach namespaces = of(ALL, RED, "[]").getLast();

    assertThat(namespaces.name()).isEqualTo("recreate-namespace");
    assertThat(namespaces.namespaceSelector()).isNull();
    assertThat(namespaces.creates())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.scope()).isEqualTo("Cluster");
              assertThat(rule.apiGroups()).containsExactly("");
              assertThat(rule.resources()).containsExactly("namespaces");
            });
  }

  @Test
  void noCreateCallsBoth() {
    RecreateReach others = of(ALL, RED, "[]").getFirst();

    assertThat(others.namespaceSelector().getMatchLabels()).containsEntry("team", "red");
    assertThat(others.conditions())
        .singleElement()
        .satisfies(
            condition ->
                assertThat(condition.expression())
                    .isEqualTo(
                        "!((request.resource.group in [''] && request.resource.resource in"
                            + " ['namespaces']))"));
  }

  private static List<RecreateReach> of(String rule, String selector, String excluded) {
    String spec =
        "{resources: [%s], namespaceSelector: %s, excludeResources: %s}"
            .formatted(rule, selector, excluded);
    try {
      return RecreateReach.of(
          Json.as(SoftDeletePolicySpec.class, (ObjectNode) new YAMLMapper().readTree(spec)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
