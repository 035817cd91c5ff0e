package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovedFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"f:data":{"f:a":{}}}           | {"data":{"a":1,"b":1}}   | {"data":{"b":1}}
          {"f:data":{"f:a":{}}}           | {"data":{"a":1}}         | {"data":{}}
          {"f:data":{}}                   | {"data":{"a":1}}         | {}
          {"f:data":{"f:a":{}}}           | {}                       | {}
          {"f:l":{"k:{\\"n\\":1}":{}}}    | {"l":[{"n":1,"x":1},{"n":2}]} | {"l":[{"n":2}]}
          {"f:l":{"k:{\\"n\\":1}":{"f:x":{}}}} | {"l":[{"n":1,"x":1}]} | {"l":[{"n":1}]}
          {"f:l":{"v:\\"a\\"":{}}}        | {"l":["a","b"]}          | {"l":["b"]}
          {"f:s":{"f:m":{"f:a":{}}}}      | {"s":1}                  | {"s":1}
          {}                              | {"data":{"a":1}}         | {"data":{"a":1}}
          """)
  void areGone(String fields, String object, String left) {
    assertThat(RemovedFields.without(json(fields), json(object))).isEqualTo(json(left));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
