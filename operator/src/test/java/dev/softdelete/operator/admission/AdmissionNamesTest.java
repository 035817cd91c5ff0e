package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionNamesTest {
  @Test
  void areThePolicysWhereTheyFit() {
    assertThat(AdmissionNames.protect("default")).isEqualTo("softdelete-protect-default");
  }

  @Test
  void areCutAndDifferentWhereTheyDoNot() {
    String one = AdmissionNames.protect("p".repeat(252) + "1");
    String two = AdmissionNames.protect("p".repeat(252) + "2");

    assertThat(one).hasSize(253).startsWith("softdelete-protect-ppp").isNotEqualTo(two);
  }

  @Test
  void noPartOfThemEndsInADot() {
    assertThat(AdmissionNames.protect("a." + "b.".repeat(125) + "c")).doesNotContain(".-");
  }
}
