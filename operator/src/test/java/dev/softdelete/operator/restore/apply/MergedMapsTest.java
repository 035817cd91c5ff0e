package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each row has a manifest, the fields that a server-side apply of it owns, the last manifest, the
 * object, and the manifest with the maps merged.
 */
class MergedMapsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"s":{}}         | {"f:s":{}}         | {}            | {"s":{"theirs":1}} | {"s":{"theirs":1}}
          {"s":{}}         | {"f:s":{}}         | {"s":{"a":1}} | {"s":{"a":1,"theirs":1}} | {"s":{"theirs":1}}
          {"s":{}}         | {"f:s":{}}         | {"s":{"a":1}} | {"s":{"a":1}}      | {"s":{}}
          {"s":{"a":2}}    | {"f:s":{}}         | {"s":{"a":1}} | {"s":{"a":1,"b":1}} | {"s":{"a":2,"b":1}}
          {"s":{"a":null}} | {"f:s":{}}         | {}            | {"s":{"a":1,"b":1}} | {"s":{"b":1}}
          {"s":{"m":{"a":1}}} | {"f:s":{}}      | {"s":{"m":{"c":1}}} | {"s":{"m":{"b":1,"c":1}}} | {"s":{"m":{"a":1,"b":1}}}
          {"s":{"l":[1]}}  | {"f:s":{}}         | {}            | {"s":{"l":[2]}}    | {"s":{"l":[1]}}
          {"s":{"a":1}}    | {"f:s":{"f:a":{}}} | {}            | {"s":{"b":1}}      | {"s":{"a":1}}
          {"s":{"a":1}}    | {"f:s":{}}         | {}            | {}                 | {"s":{"a":1}}
          {"s":[1]}        | {"f:s":{}}         | {}            | {"s":[2]}          | {"s":[1]}
          {"l":[{"n":1,"s":{"a":1}}]} | {"f:l":{"k:{\\"n\\":1}":{".":{},"f:n":{},"f:s":{}}}} | {} | {"l":[{"n":1,"s":{"b":1}}]} | {"l":[{"n":1,"s":{"a":1,"b":1}}]}
          """)
  void keepWhatTheManifestDoesNotName(
      String manifest, String owned, String last, String live, String merged) {
    assertThat(MergedMaps.in(json(manifest), json(owned), json(last), json(live)))
        .isEqualTo(json(merged));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
