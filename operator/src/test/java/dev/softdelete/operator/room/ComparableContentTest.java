package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparableContentTest {
  private static final String OBJECT =
      """
      {"kind": "Widget", "metadata": {"name": "w", "uid": "u-1", "resourceVersion": "7",
          "generation": 1, "creationTimestamp": "2026-01-01T00:00:00Z",
          "deletionTimestamp": "2026-01-02T00:00:00Z", "labels": {"a": "1", "b": "2"},
          "managedFields": [{"manager": "m", "time": "2026-01-01T00:00:00Z"}],
          "ownerReferences": [{"kind": "Run", "uid": "o-1"}]},
       "spec": {"size": 1, "at": "2026-01-01T00:00:00Z"},
       "status": {"conditions": [{"type": "Ready", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
      """;

  @ParameterizedTest(name = "{0} in place of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "uid": "u-2"                           | "uid": "u-1"                            | true
          "resourceVersion": "12345"             | "resourceVersion": "7"                  | true
          "creationTimestamp": "2026-03-01T00:00:00Z" | "creationTimestamp": "2026-01-01T00:00:00Z" | true
          "deletionTimestamp": "2026-03-01T00:00:00Z" | "deletionTimestamp": "2026-01-02T00:00:00Z" | true
          "time": "2026-03-01T00:00:00Z"         | "time": "2026-01-01T00:00:00Z"          | true
          "lastTransitionTime": "2026-03-01T00:00:00.123456Z" | "lastTransitionTime": "2026-01-01T00:00:00Z" | true
          {"b": "2", "a": "1"}                   | {"a": "1", "b": "2"}                    | true
          "lastTransitionTime": "long ago"       | "lastTransitionTime": "2026-01-01T00:00:00Z" | false
          "type": "Stalled"                      | "type": "Ready"                         | false
          "at": "2026-03-01T00:00:00Z"           | "at": "2026-01-01T00:00:00Z"            | false
          "size": 1.0                            | "size": 1                               | false
          "generation": 2                        | "generation": 1                         | false
          "uid": "o-2"                           | "uid": "o-1"                            | false
          "a": "2"                               | "a": "1"                                | false
          "manager": "n"                         | "manager": "m"                          | false
          """)
  void leavesOutUidResourceVersionAndTimes(String now, String before, boolean same) {
    assertThat(OBJECT).contains(before);

    assertThat(hash(OBJECT.replace(before, now)).equals(hash(OBJECT))).isEqualTo(same);
  }

  private static String hash(String json) {
    return ComparableContent.hash(KubeObject.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
