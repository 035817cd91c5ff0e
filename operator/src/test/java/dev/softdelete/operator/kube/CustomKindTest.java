package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          self > oldSelf                                | true
          self.num > oldSelf.num                        | true
          self.size() >= oldSelf.size()                 | true
          !has(oldSelf.a)                               | true
          optionalMax(self) == oldSelf                  | true
          self == oldSelf                               | false
          oldSelf==self                                 | false
          self.min <= self.max                          | false
          self.boldSelfie == 'x'                        | false
          """)
  void aRuleThatComparesWithThePreviousVersionJudgesChanges(String rule, boolean judges) {
    assertThat(CustomKind.of(definition(rule)).judgesChanges()).isEqualTo(judges);
  }

  @Test
  void rulesOfEveryVersionAndDepthCount() {
    ObjectNode definition = definition("self == oldSelf");
    definition
        .withArray("/spec/versions")
        .addObject()
        .putObject("schema")
        .putObject("openAPIV3Schema")
        .putObject("properties")
        .putObject("spec")
        .putObject("items")
        .putArray("x-kubernetes-validations")
        .addObject()
        .put("rule", "self >= oldSelf");

    assertThat(CustomKind.of(definition).judgesChanges()).isTrue();
  }

  @Test
  void theTimeOfTheFirstServingIsThatOfTheCondition() {
    ObjectNode definition = definition("true");
    assertThat(CustomKind.of(definition).established()).isEmpty();

    ObjectNode condition = definition.withArray("/status/conditions").addObject();
    condition.put("type", "Established").put("status", "False");
    assertThat(CustomKind.of(definition).established()).isEmpty();

    condition.put("status", "True").put("lastTransitionTime", "2026-12-01T00:00:00Z");
    assertThat(CustomKind.of(definition).established())
        .isEqualTo(Optional.of(Instant.parse("2026-12-01T00:00:00Z")));
  }

  private static ObjectNode definition(String rule) {
    ObjectNode definition = Json.object();
    JsonNode schema =
        Json.object()
            .putObject("openAPIV3Schema")
            .putObject("properties")
            .putObject("spec")
            .putArray("x-kubernetes-validations")
            .add(Json.object().put("rule", rule));
    ObjectNode version = definition.withArray("/spec/versions").addObject();
    version.putObject("schema").set("x-kubernetes-validations", schema);
    return definition;
  }
}
