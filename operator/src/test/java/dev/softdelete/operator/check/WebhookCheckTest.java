package dev.softdelete.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | admission webhook "reviews.soft-delete-operator.softdelete.dev" denied the request: not found | ok      Webhook: it answers
          503 | admission webhook "reviews.soft-delete-operator.softdelete.dev" denied the request: try again | ok      Webhook: it answers
          422 | ValidatingAdmissionPolicy 'soft-delete-reviews' with binding 'soft-delete-reviews' denied request: nothing has answered | FAILED  Webhook: the API server does not get an answer
          201 | '' | FAILED  Webhook: a review without an answer was accepted
          403 | User "a" cannot create resource "deletedresourcereviews" | FAILED  Webhook: the API server answers 403: User "a" cannot create
          """)
  void theAnswerToAReviewTellsWhetherItWasReached(int code, String message, String expected) {
    assertThat(WebhookCheck.answered(code, message).line()).startsWith(expected);
  }

  @Test
  void withoutAConfigurationTheApiServerAsksNobody() {
    assertThat(WebhookCheck.configuration(Optional.empty()).line())
        .startsWith("FAILED  Webhook configuration: the operator has written none.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"caBundle":"YQ==","service":{}}   | ok      Webhook configuration: the API server uses the Service.
          {"caBundle":"YQ==","url":"https:"} | ok      Webhook configuration: the API server uses a URL.
          {"service":{"name":"a"}}           | FAILED  Webhook configuration: it names no certificate authority.
          """)
  void theConfigurationSaysHowItIsReached(String clientConfig, String expected) {
    JsonNode configuration =
        Json.parse(
            "{\"webhooks\":[{\"clientConfig\":%s}]}"
                .formatted(clientConfig)
                .getBytes(StandardCharsets.UTF_8));

    assertThat(WebhookCheck.configuration(Optional.of(configuration)).line()).isEqualTo(expected);
  }
}
