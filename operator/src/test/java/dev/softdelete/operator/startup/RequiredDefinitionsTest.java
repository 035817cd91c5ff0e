package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredDefinitionsTest {

  @Test
  void thoseThatAreMissingAreNamedWithTheCommand() {
    assertThatThrownBy(() -> RequiredDefinitions.check(Set.of("softdeletepolicies")))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("deletedresources.softdelete.dev, namereservations.softdelete.dev")
        .hasMessageContaining("kubectl apply --server-side -f crds/")
        .hasMessageNotContaining("softdeletepolicies.softdelete.dev");
  }

  @Test
  void allThatAreNeededSuffice() {
    assertThatCode(
            () ->
                RequiredDefinitions.check(
                    Set.of("softdeletepolicies", "deletedresources", "namereservations")))
        .doesNotThrowAnyException();
  }
}
