package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.ToolMark;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentAsNullTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'spec':{'strategy':null}}       | {'spec':{'strategy':{'type':'R'}}} | {'spec':{'strategy':{'type':'R'}}}
          {'spec':{'strategy':{}}}         | {'spec':{'strategy':{'type':'R'}}} | {'spec':{'strategy':{'type':'O','more':1}}}
          {'spec':{'strategy':null}}       | {'spec':{}}                        | {'spec':{'strategy':{'type':'O','more':1}}}
          {'spec':null}                    | {'other':{}}                       | {'spec':{'strategy':{'type':'O','more':1}}}
          """)
  void theDefaultReplacesTheMap(String said, String manifest, String result) {
    ObjectNode annotation = named(said);
    ObjectNode sent = named(manifest);
    sent.withObject("/metadata/annotations").put(ToolMark.LAST_APPLIED, annotation.toString());

    assertThat(SentAsNull.replacedIn(json("{'spec':{'strategy':{'type':'O','more':1}}}"), sent))
        .isEqualTo(json(result));
  }

  private static ObjectNode named(String text) {
    ObjectNode object = json(text).put("apiVersion", "apps/v1").put("kind", "Deployment");
    object.putObject("metadata").put("name", "web");
    return object;
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
