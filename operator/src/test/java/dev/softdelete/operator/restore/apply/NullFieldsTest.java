package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"a":null,"b":"2"}}     | {"f:data":{"f:a":{}}}
          {"spec":{"any":null,"b":{}}}    | {"f:spec":{"f:any":{}}}
          {"data":null}                   | {"f:data":{}}
          {"l":[{"name":"x","env":null}]} | {}
          {"metadata":{"creationTimestamp":null,"labels":{"a":null}}} | {"f:metadata":{"f:labels":{"f:a":{}}}}
          {"metadata":{"uid":null}}       | {}
          {"spec":{"a":1}}                | {}
          """)
  void areThoseOutsideOfLists(String manifest, String fields) {
    assertThat(NullFields.of(json(manifest))).isEqualTo(json(fields));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
