package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldKeyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"a":{"b":1}}                       | f:a                | {"b":1}
          {"a":1}                             | f:b                |
          {"a":null}                          | f:a                | null
          [{"n":1,"v":1},{"n":2,"v":2}]       | k:{"n":2}          | {"n":2,"v":2}
          [{"n":1}]                           | k:{"n":3}          |
          [{"p":53},{"p":53,"t":"UDP"}]       | k:{"p":53,"t":"UDP"} | {"p":53,"t":"UDP"}
          [{"p":53},{"p":53,"t":"UDP"}]       | k:{"p":53,"t":"TCP"} | {"p":53}
          [{"x":1}]                           | k:{"p":53,"t":"TCP"} |
          ["a","b"]                           | v:"b"              | "b"
          ["a"]                               | v:"b"              |
          {"a":1}                             | .                  |
          ["a"]                               | v:a                |
          [{"n":1}]                           | k:n                |
          [{"n":1}]                           | k:1                |
          """)
  void namesAMember(String value, String key, String member) {
    JsonNode found = FieldKey.member(json(value), key);

    if (member == null) {
      assertThat(found.isMissingNode()).isTrue();
    } else {
      assertThat(found).isEqualTo(json(member));
    }
  }

  private static JsonNode json(String text) {
    return Json.value(text.getBytes(StandardCharsets.UTF_8));
  }
}
