package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindConditionTest {

  @Test
  void noRuleNamesNoKind() {
    assertThat(KindCondition.noneOf(List.of())).isEqualTo("true");
  }

  @Test
  void everyRuleCounts() {
    assertThat(
            KindCondition.noneOf(List.of(ResourceRule.of("", "pods"), ResourceRule.of("a", "*"))))
        .isEqualTo(
            "!((request.resource.group in [''] && request.resource.resource in ['pods']) ||"
                + " (request.resource.group in ['a'] && true))");
  }
}
