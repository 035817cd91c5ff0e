package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row has the object as it is, the object as it is wanted, and the operations besides those
 * for the resource version and the field ownership.
 */
class UpdateToTest {
  private static final ArrayNode OWNERS = Json.object().arrayNode().add("owners");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"a":1}} | {"data":{"a":1}}            | []
          {"data":{"a":1}} | {"data":{"a":2}}            | [{"op":"add","path":"/data","value":{"a":2}}]
          {"data":{"a":1}} | {}                          | [{"op":"remove","path":"/data"}]
          {}               | {"spec":{"a":null}}         | [{"op":"add","path":"/spec","value":{"a":null}}]
          {"a/b~c":1}      | {}                          | [{"op":"remove","path":"/a~1b~0c"}]
          {"kind":"A"}     | {"kind":"B"}                | []
          {"metadata":{"labels":{"a":"1"}}} | {"metadata":{}} | [{"op":"remove","path":"/metadata/labels"}]
          {"metadata":{}}  | {"metadata":{"annotations":{"a":"1"}}} | [{"op":"add","path":"/metadata/annotations","value":{"a":"1"}}]
          {"metadata":{"generation":1}} | {"metadata":{"generation":2}} | []
          """)
  void changesWhatDiffers(String live, String wanted, String operations) {
    KubeObject before = object(live);
    before.json().withObject("/metadata").put("resourceVersion", "7");
    ArrayNode expected = Json.object().arrayNode();
    expected.addAll(
        (ArrayNode)
            json(
                "[{\"op\":\"add\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"},{\"op\":\"add\",\"path\":\"/metadata/managedFields\",\"value\":[\"owners\"]}]"));
    expected.addAll((ArrayNode) json(operations));

    assertThat(UpdateTo.patch(before, object(wanted), OWNERS)).isEqualTo(expected);
  }

  private static KubeObject object(String text) {
    return KubeObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return Json.value(text.getBytes(StandardCharsets.UTF_8));
  }
}
