package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.operator.kube.NamespaceState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequiredNamespaceTest {
  @Test
  void aNamespaceThatIsMissingIsNamedWithTheVariable() {
    assertThatThrownBy(() -> RequiredNamespace.check(RequiredNamespaceTest::find, "elsewhere"))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("There is no namespace 'elsewhere'")
        .hasMessageContaining("OPERATOR_NAMESPACE");
  }

  @Test
  void aNamespaceThatExistsSuffices() {
    assertThatCode(() -> RequiredNamespace.check(RequiredNamespaceTest::find, "ours"))
        .doesNotThrowAnyException();
  }

  private static Optional<NamespaceState> find(String name) {
    return name.equals("ours")
        ? Optional.of(new NamespaceState(name, "u-1", Map.of(), false))
        : Optional.empty();
  }
}
