package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentEmptyTest {

  /**
   * Each row has a manifest with the API server's defaults, the fields that its applier owned by
   * the create, the fields that an apply of the manifest would own, and the manifest as it was
   * sent.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"strategy":{"type":"R"}}     | {"f:strategy":{}}           | {"f:strategy":{"f:type":{}}} | {"strategy":{}}
          {"strategy":{"type":"R"}}     | {"f:strategy":{"f:type":{}}} | {"f:strategy":{"f:type":{}}} | {"strategy":{"type":"R"}}
          {"selector":{"app":"web"}}    | {"f:selector":{}}           | {"f:selector":{}}            | {"selector":{"app":"web"}}
          {"selector":{"app":"web"}}    | {"f:selector":{}}           | {}                           | {"selector":{"app":"web"}}
          {"args":["a"]}                | {"f:args":{}}               | {"f:args":{}}                | {"args":["a"]}
          {"secrets":[{"name":"s"}]}    | {"f:secrets":{}}            | {"f:secrets":{"k:{\\"name\\":\\"s\\"}":{".":{},"f:name":{}}}} | {"secrets":[]}
          {"replicas":1}                | {"f:replicas":{}}           | {"f:replicas":{}}            | {"replicas":1}
          {"emptyDir":{}}               | {"f:emptyDir":{}}           | {"f:emptyDir":{}}            | {"emptyDir":{}}
          {"labels":null}               | {"f:labels":{}}             | {"f:labels":{}}              | {"labels":null}
          {"a":{"b":{"c":1}},"d":{"e":1}} | {"f:a":{"f:b":{}},"f:d":{}} | {"f:a":{"f:b":{"f:c":{}}},"f:d":{}} | {"a":{"b":{}},"d":{"e":1}}
          {"l":[{"k":1},{"k":2,"r":{"c":1}}]} | {"f:l":{"k:{\\"k\\":2}":{".":{},"f:k":{},"f:r":{}}}} | {"f:l":{"k:{\\"k\\":2}":{".":{},"f:k":{},"f:r":{"f:c":{}}}}} | {"l":[{"k":1},{"k":2,"r":{}}]}
          """)
  void isKnownByTheFieldsThatAnApplyWouldOwn(
      String manifest, String sent, String owned, String asSent) {
    ObjectNode possible = SentEmpty.possible(json(manifest), json(sent));

    assertThat(SentEmpty.emptied(json(manifest), possible, json(owned))).isEqualTo(json(asSent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"strategy":{"type":"R"}}   | {"f:strategy":{}}              | {"f:strategy":{}}
          {"a":{"selector":{"b":1}}}  | {"f:a":{"f:selector":{},"f:x":{}}} | {"f:a":{"f:selector":{}}}
          {"l":[{"k":1,"r":{"c":1}}]} | {"f:l":{"k:{\\"k\\":1}":{".":{},"f:k":{},"f:r":{}}}} | {"f:l":{"k:{\\"k\\":1}":{"f:r":{}}}}
          {"args":["a"]}              | {"f:args":{}}                  | {"f:args":{}}
          {"data":{"a":"1"}}          | {"f:data":{"f:a":{}}}          | {}
          {"emptyDir":{}}             | {"f:emptyDir":{}}              | {}
          {"labels":null}             | {"f:labels":{}}                | {}
          {"finalizers":["a"]}        | {"f:finalizers":{"v:\\"a\\"":{}}} | {}
          {"data":{"a":"1"}}          | {}                             | {}
          """)
  void isPossibleWhereSomethingWithContentIsOwnedAsAWhole(
      String manifest, String sent, String possible) {
    assertThat(SentEmpty.possible(json(manifest), json(sent))).isEqualTo(json(possible));
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
