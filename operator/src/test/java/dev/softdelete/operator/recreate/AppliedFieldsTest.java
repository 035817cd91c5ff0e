package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"a":"1","b":"2"}} | {"f:data":{"f:a":{}}} | {"data":{"a":"1"}}
          {"data":{"a":"1"}}         | {"f:data":{}} | {"data":{"a":"1"}}
          {"data":{"a":"1"}}         | {"f:data":{".":{}}} | {"data":{}}
          {"data":{"a":"1"}}         | {"f:data":{".":{},"f:a":{}}} | {"data":{"a":"1"}}
          {"data":{"a":"1"}}         | {"f:spec":{}} | {"spec":null}
          {"spec":{"x":1}}           | {"f:spec":{"f:labels":{},"f:e":{"f:value":{}}}} | {"spec":{"labels":null,"e":{"value":null}}}
          {"spec":{"x":null}}        | {"f:spec":{"f:x":{}}} | {"spec":{"x":null}}
          {"spec":{"x":1}}           | {"f:spec":{"f:l":{"k:{\\"a\\":1}":{".":{},"f:a":{}}}}} | {"spec":{}}
          {"strategy":{"type":"R"}}  | {"f:strategy":{}} | {"strategy":{"type":"R"}}
          {"l":[{"name":"x","image":"i","pull":"p"},{"name":"y"}]} | {"f:l":{"k:{\\"name\\":\\"x\\"}":{".":{},"f:name":{},"f:image":{}}}} | {"l":[{"image":"i","name":"x"}]}
          {"l":[{"port":80,"protocol":"TCP","name":"a"}]} | {"f:l":{"k:{\\"port\\":80,\\"protocol\\":\\"TCP\\"}":{"f:name":{},"f:port":{}}}} | {"l":[{"name":"a","port":80}]}
          {"l":["a","b"]} | {"f:l":{"v:\\"b\\"":{}}} | {"l":["b"]}
          {"l":["a","b"]} | {"f:l":{}} | {"l":["a","b"]}
          {"l":["a","b"]} | {"f:l":{"v:":{},"v:{":{},"v:\\"b\\"":{}}} | {"l":["b"]}
          {"l":[{"name":"x"}]} | {"f:l":{"k:{":{},"k:5":{},"k:null":{},"k:[]":{}}} | {"l":[]}
          """)
  void whatTheManagerOwns(String object, String fields, String applied) {
    assertThat(AppliedFields.of(json(object), json(fields))).isEqualTo(json(applied));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
