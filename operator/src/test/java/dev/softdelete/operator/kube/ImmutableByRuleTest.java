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
            {"name": "v1alpha1", "schema": {"openAPIV3Schema": {
              "x-kubernetes-validations": [{"rule": "self == oldSelf"}],
              "properties": {"kind": {}, "metadata": {}, "spec": {}, "data": {}, "status": {}}}}},
            {"name": "v1beta2", "schema": {"openAPIV3Schema": {
              "x-kubernetes-validations": [
                {"rule": "self.spec.region == oldSelf.spec.region"},
                {"rule": "self.spec.zone == oldSelf.spec.region"}],
              "properties": {"spec": {"x-kubernetes-validations": [
                {"rule": "!has(oldSelf.zone) || oldSelf.zone == self.zone"},
                {"rule": "!has(oldSelf.size) || self.size >= oldSelf.size"}]}}}}},
            {"name": "v1", "schema": {"openAPIV3Schema": {"properties": {
              "spec": {"properties": {
                "size": {"x-kubernetes-validations": [{"rule": "oldSelf  ==  self"}]},
                "a/b": {"x-kubernetes-validations": [{"rule": "true"}, {"rule": "self==oldSelf"}]},
                "set": {"x-kubernetes-list-type": "set",
                  "x-kubernetes-validations": [{"rule": "self == oldSelf"}]},
                "num": {"x-kubernetes-validations": [{"rule": "self > oldSelf"}]},
                "list": {"items": {"x-kubernetes-validations": [{"rule": "self == oldSelf"}]}}
              }}}}}}]}}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void theFieldsOfAVersionAreThoseWithExactlyThisRule() {
    assertThat(ImmutableByRule.of(DEFINITION, "v1")).containsExactly("/spec/size", "/spec/a~1b");
    assertThat(ImmutableByRule.of(DEFINITION, "v1beta1")).containsExactly("/spec");
    assertThat(ImmutableByRule.of(DEFINITION, "v1alpha1")).containsExactly("/spec", "/data");
    assertThat(ImmutableByRule.of(DEFINITION, "v1beta2"))
        .containsExactly("/spec/region", "/spec/zone");
    assertThat(ImmutableByRule.of(DEFINITION, "v2")).isEmpty();
  }
}
