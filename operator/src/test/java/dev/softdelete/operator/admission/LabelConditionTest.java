package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelConditionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                                                       | true
          {"matchLabels": {"a": "1"}}                                              | ('a' in l && l['a'] in ['1'])
          {"matchLabels": {"b": "2", "a": "1"}}                                    | ('a' in l && l['a'] in ['1'] && 'b' in l && l['b'] in ['2'])
          {"matchExpressions": [{"key": "a", "operator": "In", "values": ["1", "2"]}]} | ('a' in l && l['a'] in ['1', '2'])
          {"matchExpressions": [{"key": "a", "operator": "NotIn", "values": ["1"]}]}   | (!('a' in l && l['a'] in ['1']))
          {"matchExpressions": [{"key": "a", "operator": "Exists"}]}               | ('a' in l)
          {"matchExpressions": [{"key": "a", "operator": "DoesNotExist"}]}         | (!('a' in l))
          """)
  void eachSelectorHasItsCondition(String selector, String cel) {
    var json = Json.parse(selector.getBytes(StandardCharsets.UTF_8));

    assertThat(LabelCondition.of(Json.as(LabelSelector.class, json), "l")).isEqualTo(cel);
  }

  @Test
  void noSelectorSelectsEverything() {
    assertThat(LabelCondition.of(null, "l")).isEqualTo("true");
  }
}
