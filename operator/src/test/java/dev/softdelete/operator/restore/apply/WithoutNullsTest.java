package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutNullsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"a":null,"b":"2"}}    | {"data":{"b":"2"}}
          {"data":null}                  | {}
          {"l":[{"name":"x","env":null}]} | {"l":[{"name":"x"}]}
          {"strategy":{},"args":[]}      | {"strategy":{},"args":[]}
          {"strategy":{"type":null}}     | {"strategy":{}}
          """)
  void emptyMapsAndListsStay(String manifest, String merged) {
    assertThat(WithoutNulls.of(json(manifest))).isEqualTo(json(merged));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
