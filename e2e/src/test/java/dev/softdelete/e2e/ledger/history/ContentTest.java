package dev.softdelete.e2e.ledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String WHOLE =
      "kind: %s\nmetadata: {name: a, annotations: {one: x}}\nspec: {ports: [80]}\n";

  private static JsonNode yaml(String text) throws JsonProcessingException {
    return YAML.readTree(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ConfigMap | metadata: {uid: u}                                                     | true
          ConfigMap | metadata: {resourceVersion: '5', managedFields: [{manager: m}]}        | true
          ConfigMap | metadata: {finalizers: [f], ownerReferences: [{uid: u}]}               | true
          ConfigMap | metadata: {annotations: {one: x, softdelete.dev/restoring: m}}         | true
          ConfigMap | metadata: {annotations: {one: y}}                                      | false
          ConfigMap | metadata: {annotations: {one: x, softdelete.dev/retention: 3s}}        | false
          ConfigMap | metadata: {annotations: {one: x}, labels: {a: b}}                      | false
          ConfigMap | {data: {k: v}, metadata: {annotations: {one: x}}}                      | false
          ConfigMap | {data: {}, metadata: {annotations: {one: x}}}                          | true
          ConfigMap | {spec: {ports: [81]}, metadata: {annotations: {one: x}}}               | false
          Gadget    | {status: {seen: s}, metadata: {annotations: {one: x}}}                 | true
          Service   | {spec: {ports: [80], clusterIP: 1.2.3.4}, metadata: {annotations: {one: x}}} | true
          """)
  void isWhatAnAuthorWrote(String kind, String change, boolean same)
      throws JsonProcessingException {
    JsonNode before = yaml(WHOLE.formatted(kind));
    JsonNode changed = yaml(change);
    JsonNode after = before.deepCopy();
    changed
        .properties()
        .forEach(
            e -> {
              if (e.getKey().equals("metadata")) {
                e.getValue()
                    .properties()
                    .forEach(m -> after.withObject("/metadata").set(m.getKey(), m.getValue()));
              } else {
                after.withObject("").set(e.getKey(), e.getValue());
              }
            });
    assertThat(Content.of(after).equals(Content.of(before))).isEqualTo(same);
    assertThat(Content.differences(Content.of(before), Content.of(after)).isEmpty())
        .isEqualTo(same);
  }
}
