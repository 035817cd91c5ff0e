package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImmutableByRuleTest {
  private static final ObjectNode DEFINITION =
      Json.parse(
          """
          {"spec": {"versions": [
            {"name": "v1beta1", "schema": {"openAPIV3Schema": {"properties": {
              "spec": {"x-kubernetes-validations": [{"rule": "self == oldSelf"}]}}}}},
            {"name": "v1", "schema": {"openAPIV3Schema": {"properties": {
              "spec": {"properties": {
                "size": {"x-kubernetes-validations": [{"rule": "oldSelf  ==  self"}]},
                "a/b": {"x-kubernetes-validations": [{"rule": "true"}, {"rule": "self==oldSelf"}]},
                "num": {"x-kubernetes-validations": [{"rule": "self > oldSelf"}]},
                "list": {"items": {"x-kubernetes-validations": [{"rule": "self == oldSelf"}]}}
              }}}}}}]}}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void theFieldsOfAVersionAreThoseWithExactlyThisRule() {
    assertThat(ImmutableByRule.of(DEFINITION, "v1")).containsExactly("/spec/size", "/spec/a~1b");
    assertThat(ImmutableByRule.of(DEFINITION, "v1beta1")).containsExactly("/spec");
    assertThat(ImmutableByRule.of(DEFINITION, "v2")).isEmpty();
  }
}
