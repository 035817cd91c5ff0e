package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"default", "soft-delete", "soft-delete-system-2", "kube-system"})
  void aServiceAccountIsInTheOperatorsNamespace(String namespace) {
    assertThatThrownBy(
            () ->
                IdentityCheck.checkNamespace(
                    "system:serviceaccount:soft-delete-system:operator", namespace))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("OPERATOR_NAMESPACE is '" + namespace + "'")
        .hasMessageContaining("soft-delete-system:operator");
  }

  @Test
  void thatOfTheChartIs() {
    assertThatCode(
            () ->
                IdentityCheck.checkNamespace(
                    "system:serviceaccount:soft-delete-system:operator", "soft-delete-system"))
        .doesNotThrowAnyException();
  }

  @Test
  void aUserIsInNone() {
    assertThatCode(() -> IdentityCheck.checkNamespace("operator", "soft-delete-system"))
        .doesNotThrowAnyException();
  }
}
