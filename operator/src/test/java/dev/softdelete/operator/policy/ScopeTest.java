package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
  private static final Scope.Surroundings SURROUNDINGS =
      new Scope.Surroundings(
          "soft-delete-system",
          name ->
              Optional.ofNullable(
                  Map.of("prod", Map.of("env", "prod"), "test", Map.of("env", "test")).get(name)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "configmaps   | true  | {'name': 'a', 'namespace': 'prod', 'labels': {'keep': 'me'}}  |"
            + " true",
        "configmaps   | true  | {'name': 'a', 'namespace': 'test', 'labels': {'keep': 'me'}}  |"
            + " false",
        "configmaps   | true  | {'name': 'a', 'namespace': 'prod'}                            |"
            + " false",
        "configmaps   | true  | {'name': 'a', 'namespace': 'new', 'labels': {'keep': 'me'}}   |"
            + " true",
        "configmaps   | true  | {'name': 'a', 'namespace': 'kube-system', 'labels': {'keep': 'me'}}"
            + " | false",
        "configmaps   | true  | {'name': 'a', 'namespace': 'soft-delete-system', 'labels': {'keep':"
            + " 'me'}} | false",
        "configmaps   | true  | {'name': 'kube-root-ca.crt', 'namespace': 'prod', 'labels':"
            + " {'keep': 'me'}} | false",
        "clusterroles | false | {'name': 'a', 'labels': {'keep': 'me'}}                       |"
            + " true",
        "clusterroles | false | {'name': 'kube-like', 'labels': {'keep': 'me'}}               |"
            + " true",
        "namespaces   | false | {'name': 'x', 'labels': {'keep': 'me', 'env': 'prod'}}        |"
            + " true",
        "namespaces   | false | {'name': 'x', 'labels': {'keep': 'me', 'env': 'test'}}        |"
            + " false",
        "namespaces   | false | {'name': 'kube-x', 'labels': {'keep': 'me', 'env': 'prod'}}   |"
            + " true",
        "namespaces   | false | {'name': 'kube-public', 'labels': {'keep': 'me', 'env':"
            + " 'prod'}} | false",
        "namespaces   | false | {'name': 'kube-node-lease', 'labels': {'keep': 'me', 'env':"
            + " 'prod'}} | false",
        "namespaces   | false | {'name': 'soft-delete-system', 'labels': {'keep': 'me', 'env':"
            + " 'prod'}} | false",
      })
  void isWhatMetadataShows(String plural, boolean namespaced, String metadata, boolean inScope) {
    var spec =
        Json.as(
            SoftDeletePolicySpec.class,
            json(
                "{'namespaceSelector': {'matchLabels': {'env': 'prod'}}, 'objectSelector':"
                    + " {'matchExpressions': [{'key': 'keep', 'operator': 'Exists'}]}}"));
    ResourceType type = ResourceType.of("", "v1", plural, "", namespaced);
    var object = new KubeObject(json("{'metadata': " + metadata + "}"));

    assertThat(new Scope(spec, SURROUNDINGS).test(type, object)).isEqualTo(inScope);
  }

  @Test
  void aNameThatNoRequestCanHaveIsInNoScope() {
    var spec = Json.as(SoftDeletePolicySpec.class, json("{}"));
    ResourceType type = ResourceType.of("", "v1", "roles", "Role", true);

    for (int length : new int[] {65_536, 65_537}) {
      var object =
          new KubeObject(
              json("{'metadata': {'name': '" + "n".repeat(length) + "', 'namespace': 'prod'}}"));

      assertThat(new Scope(spec, SURROUNDINGS).test(type, object)).isEqualTo(length == 65_536);
    }
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
