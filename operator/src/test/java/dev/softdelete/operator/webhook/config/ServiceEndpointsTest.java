package dev.softdelete.operator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceEndpointsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"items": []}                                                                | false
          {"items": [{"endpoints": null}]}                                             | false
          {"items": [{"endpoints": [{"conditions": {"ready": false}}]}]}               | false
          {"items": [{"endpoints": []}, {"endpoints": [{"conditions": {"ready": true}}]}]} | true
          {"items": [{"endpoints": [{"addresses": ["10.0.0.1"]}]}]}                    | true
          """)
  void someoneServesWhereAnEndpointIsReady(String slices, boolean ready) {
    assertThat(ServiceEndpoints.anyReady(Json.parse(slices.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(ready);
  }
}
