package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row has the fields that a server-side apply owns, what the manifest, the object before and
 * the object after have in the field, and the fields that an update owns.
 */
class EmptyInUpdateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          {"f:x":{}}                 | {}      | {"a":1} | {"a":1} | {}
          {"f:x":{}}                 | {}      | {"a":1,"mine":1} | {"a":1} | {}
          {"f:x":{}}                 | {}      | {}      | {}      | {}
          {"f:x":{}}                 | {}      | -       | {}      | {"f:x":{}}
          {"f:x":{}}                 | {}      | -       | {"a":1} | {"f:x":{}}
          {"f:x":{}}                 | {}      | -       | -       | {}
          {"f:x":{}}                 | []      | [1]     | -       | {}
          {"f:x":{}}                 | []      | [1]     | []      | {"f:x":{}}
          {"f:x":{}}                 | {"a":1} | {"a":1} | {"a":1} | {"f:x":{}}
          {"f:x":{}}                 | ""      | "old"   | -       | {}
          {"f:x":{}}                 | ""      | "old"   | ""      | {"f:x":{}}
          {"f:x":{}}                 | "new"   | "old"   | "new"   | {"f:x":{}}
          {"f:x":{"f:a":{},"f:b":{}}} | {"a":{},"b":1} | {"a":{"c":1}} | {"a":{"c":1},"b":1} | {"f:x":{"f:b":{}}}
          {"f:x":{"f:a":{}}}         | {"a":{}} | {"a":{"c":1}} | {"a":{"c":1}} | {}
          {"f:x":{"k:{\\"n\\":1}":{".":{},"f:n":{},"f:r":{}}}} | [{"n":1,"r":{}}] | [{"n":1,"r":{"c":1}}] | [{"n":1,"r":{"c":1}}] | {"f:x":{"k:{\\"n\\":1}":{".":{},"f:n":{}}}}
          {"f:x":{"v:1":{}}}         | [1]     | [1,2]   | [1,2]   | {"f:x":{"v:1":{}}}
          """)
  void ownsWhatItChanges(String fields, String sent, String before, String after, String owned) {
    assertThat(EmptyInUpdate.owned(json(fields), x(sent), x(before), x(after)))
        .isEqualTo(json(owned));
  }

  private static JsonNode x(String value) {
    return value == null ? Json.object() : json("{\"x\":%s}".formatted(value));
  }

  private static JsonNode json(String text) {
    return Json.value(text.getBytes(StandardCharsets.UTF_8));
  }
}
