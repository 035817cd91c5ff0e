package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"f:data":{"f:a":{},"f:b":{}}} | {"f:data":{"f:a":{}}} | {"f:data":{"f:b":{}}}
          {"f:data":{"f:a":{},"f:b":{}}} | {"f:data":{}} | {"f:data":{"f:a":{},"f:b":{}}}
          {"f:data":{"f:a":{}}} | {} | {"f:data":{}}
          {"f:data":{}} | {"f:data":{"f:a":{}}} | {}
          {"f:data":{"f:a":{}}} | {"f:data":{"f:a":{},"f:c":{}}} | {}
          {"f:l":{"k:{\\"name\\":\\"x\\"}":{".":{},"f:image":{}}}} | {"f:l":{}} | {"f:l":{"k:{\\"name\\":\\"x\\"}":{}}}
          """)
  void whatTheLastManifestHadAndThisOneHasNot(String last, String now, String dropped) {
    assertThat(DroppedFields.between(json(last), json(now))).isEqualTo(json(dropped));
  }

  @Test
  void whatWasDroppedIsTheAppliersAlone() {
    ArrayNode entries =
        entries(
            entry("edit", "{\"f:data\":{\"f:a\":{},\"f:b\":{}}}"),
            entry("other", "{\"f:data\":{\"f:b\":{}}}"));

    ArrayNode after =
        DroppedFields.handedTo(
            entry("applier", "{\"f:data\":{\"f:c\":{}}}"),
            entries,
            json("{\"f:data\":{\"f:b\":{}}}"));

    assertThat(after)
        .isEqualTo(
            entries(
                entry("edit", "{\"f:data\":{\"f:a\":{}}}"),
                entry("applier", "{\"f:data\":{\"f:c\":{},\"f:b\":{}}}")));
  }

  @Test
  void whatOthersPutIntoADroppedItemGoesWithIt() {
    ArrayNode entries =
        entries(entry("vpa", "{\"f:l\":{\"k:x\":{\"f:resources\":{\"f:cpu\":{}}}}}"));

    ArrayNode after =
        DroppedFields.handedTo(
            entry("applier", "{\"f:l\":{\"k:x\":{\".\":{}}}}"),
            entries,
            json("{\"f:l\":{\"k:x\":{}}}"));

    assertThat(after)
        .isEqualTo(
            entries(
                entry("applier", "{\"f:l\":{\"k:x\":{\".\":{},\"f:resources\":{\"f:cpu\":{}}}}}")));
  }

  private static ArrayNode entries(ObjectNode... entries) {
    ArrayNode array = Json.object().arrayNode();
    for (ObjectNode entry : entries) {
      array.add(entry);
    }
    return array;
  }

  private static ObjectNode entry(String manager, String fields) {
    ObjectNode entry = Json.object().put("manager", manager).put("apiVersion", "v1");
    entry.set("fieldsV1", json(fields));
    return entry;
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
