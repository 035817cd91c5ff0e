package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordNameTest {

  @ParameterizedTest
  @CsvSource({
    "ConfigMap, web, configmap-web-",
    "Role, system:controller:x, role-system-controller-x-",
    "ClusterRole, :odd:, clusterrole--odd-",
    "CustomResourceDefinition, a.b.example.com, customresourcedefinition-a.b.example.com-",
    "Thing, a..b, thing-a-b-",
    "Thing, trailing., thing-trailing-"
  })
  void canBeRead(String kind, String name, String readable) {
    assertThat(RecordName.of(kind, name, "u-1")).startsWith(readable);
  }

  @ParameterizedTest
  @CsvSource({
    "web",
    "a..b",
    ".a",
    "-a-",
    "a.-b",
    "UPPER_case",
    "ünï",
    "::",
    "a:.b",
    "a...b",
    "a.-.b"
  })
  void isAlwaysAValidName(String name) {
    assertThat(RecordName.of("Kind", name, "u-1"))
        .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
        .hasSizeLessThanOrEqualTo(253);
  }

  @Test
  void isShortEnoughForTheLongestNameThereCanBe() {
    assertThat(RecordName.of("K".repeat(63), "n".repeat(253), "u-1"))
        .hasSizeLessThanOrEqualTo(253)
        .isNotEqualTo(RecordName.of("K".repeat(63), "n".repeat(253), "u-2"));
  }

  @Test
  void isTheSameForTheSameObjectAndAnotherForAnother() {
    assertThat(RecordName.of("A", "b", "u-1")).isEqualTo(RecordName.of("A", "b", "u-1"));
    assertThat(RecordName.of("A", "b", "u-1")).isNotEqualTo(RecordName.of("A", "b", "u-2"));
  }
}
