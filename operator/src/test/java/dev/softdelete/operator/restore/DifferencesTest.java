package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"data": {"a": "1"}}                  | {"data": {"a": "1"}}                        | ``
          {"data": {"a": "1"}}                  | {"data": {"a": "2"}}                        | /data/a
          {"data": {"a": "1", "b": "1"}}        | {"data": {"a": "1"}}                        | /data/b
          {"data": {"a": "1"}}                  | {"data": {"a": "1"}, "immutable": true}     | /immutable
          {"spec": {"ports": [1, 2]}}           | {"spec": {"ports": [1]}}                    | /spec/ports
          {"metadata": {"labels": {"a/b": "1"}}} | {"metadata": {"labels": {"a/b": "2"}}}     | /metadata/labels/a~1b
          {"metadata": {"labels": {}}}          | {"metadata": {}}                            | ``
          {"metadata": {"uid": "1", "name": "a", "generation": 1}} | {"metadata": {"uid": "2", "name": "b"}} | ``
          {"metadata": {"annotations": {"softdelete.dev/restoring": "x"}}} | {"metadata": {}} | ``
          {"status": {"phase": "Bound"}}        | {}                                          | ``
          {"a": 1, "b": {"c": null}}            | {"a": 2, "b": {}}                           | /a /b/c
          """)
  void namesTheFieldsThatUsersWrite(String one, String other, String pointers) {
    assertThat(String.join(" ", Differences.between(json(one), json(other)))).isEqualTo(pointers);
  }

  @ParameterizedTest
  @CsvSource({
    "ConfigMap, /data/a /metadata/annotations/b /type",
    "Secret, /type",
  })
  void namesNothingOfThePayloadOfASecret(String kind, String told) {
    KubeObject object =
        Snapshots.object("{\"apiVersion\": \"v1\", \"kind\": \"%s\"}".formatted(kind));
    List<String> paths = List.of("/data/a", "/metadata/annotations/b", "/type");

    assertThat(String.join(" ", Differences.withoutPayload(object, paths))).isEqualTo(told);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
