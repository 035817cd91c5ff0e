package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorsTest {
  private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

  @ParameterizedTest
  @CsvSource({
    "app, In, web, true",
    "app, In, db, false",
    "none, In, web, false",
    "app, NotIn, web, false",
    "app, NotIn, db, true",
    "none, NotIn, web, true",
    "app, Exists, , true",
    "none, Exists, , false",
    "app, DoesNotExist, , false",
    "none, DoesNotExist, , true",
    "app, Sideways, web, false"
  })
  void expressionsAreReadAsTheApiServerReadsThem(
      String key, String operator, String value, boolean matches) {
    var requirement =
        new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey(key)
            .withOperator(operator)
            .withValues(value == null ? new String[0] : new String[] {value})
            .endMatchExpression()
            .build();

    assertThat(LabelSelectors.matches(requirement, LABELS)).isEqualTo(matches);
  }

  @Test
  void everyPartHasToHold() {
    LabelSelector selector =
        new LabelSelectorBuilder()
            .addToMatchLabels("app", "web")
            .addNewMatchExpression()
            .withKey("tier")
            .withOperator("DoesNotExist")
            .endMatchExpression()
            .build();

    assertThat(LabelSelectors.matches(selector, LABELS)).isFalse();
    assertThat(LabelSelectors.matches(selector, Map.of("app", "web"))).isTrue();
  }

  @Test
  void anAbsentOrEmptySelectorSelectsEverything() {
    assertThat(LabelSelectors.matches(null, LABELS)).isTrue();
    assertThat(LabelSelectors.matches(new LabelSelector(), Map.of())).isTrue();
  }
}
