package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationDraftTest {
  @ParameterizedTest
  @CsvSource({
    "Namespace, namespaces, team, red, team",
    "Namespace, namespaces, team, '',",
    "Namespace, namespaces, other, red,",
    "ConfigMap, configmaps, other, red, team"
  })
  void aNamespaceIsKnownByALabelThatItBore(
      String kind, String resource, String label, String value, String expected) {
    String record =
        """
        {"spec": {
          "resource": {"apiVersion": "v1", "kind": "%s", "resource": "%s", "name": "x", "uid": "u"},
          "terms": {"nameReservation": "1h", "tenant": "t", "tenantLabel": "team"}}}
        """
            .formatted(kind, resource);
    String deleted = "{\"metadata\": {\"labels\": {\"%s\": \"%s\"}}}".formatted(label, value);

    var draft = ReservationDraft.of(Json.parse(bytes(record)), KubeObject.parse(bytes(deleted)));

    assertThat(draft.orElseThrow().getSpec().tenantLabel()).isEqualTo(expected);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
