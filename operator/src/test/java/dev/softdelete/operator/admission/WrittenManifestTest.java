package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenManifestTest {
  private static final ObjectNode WANTED =
      WrittenManifest.stamped(
          json(
              """
              {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "n"},
               "spec": {"policyName": "p", "rules": [{"ops": ["CREATE"]}], "excluded": []}}
              """));

  @Test
  void isUpToDateAsItWasApplied() {
    assertThat(WrittenManifest.upToDate(WANTED.deepCopy(), WANTED)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a default       | {'spec': {'failurePolicy': 'Fail'}}                           | true",
        "more metadata   | {'metadata': {'uid': 'u', 'labels': {'theirs': ''}}}          | true",
        "default in list | {'spec': {'rules': [{'ops': ['CREATE'], 'scope': '*'}]}}      | true",
        "empty left out  | {'spec': {'excluded': null}}                                  | true",
        "changed field   | {'spec': {'policyName': 'q'}}                                 | false",
        "removed field   | {'spec': {'policyName': null}}                                | false",
        "longer list     | {'spec': {'rules': [{'ops': ['CREATE']}, {'ops': ['*']}]}}    | false",
        "shorter list    | {'spec': {'rules': []}}                                       | false",
        "other list      | {'spec': {'rules': [{'ops': ['UPDATE']}]}}                    | false",
        "filled list     | {'spec': {'excluded': ['x']}}                                 | false",
        "no list         | {'spec': {'rules': {'a': 1}}}                                 | false",
        "no hash         | {'metadata': {'annotations': null}}                           | false",
        "going away      | {'metadata': {'deletionTimestamp': '2026-01-01T00:00:00Z'}}   | false"
      })
  void isUpToDateUnlessItLacksWhatIsWanted(String what, String change, boolean upToDate) {
    ObjectNode live = WANTED.deepCopy();
    merge(live, json(change.replace('\'', '"')));

    assertThat(WrittenManifest.upToDate(live, WANTED)).as(what).isEqualTo(upToDate);
  }

  @Test
  void isNotUpToDateWithAFieldOfAnEarlierEdition() {
    ObjectNode before = json("{\"spec\": {\"policyName\": \"p\", \"namespaceSelector\": {}}}");
    ObjectNode after = json("{\"spec\": {\"policyName\": \"p\"}}");

    assertThat(
            WrittenManifest.upToDate(
                WrittenManifest.stamped(before), WrittenManifest.stamped(after)))
        .isFalse();
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner
                  && into.path(field.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }
}
