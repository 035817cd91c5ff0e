package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiExceptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          409 | AlreadyExists | configmaps "x" already exists | true
          409 | Conflict | please apply your changes to the latest version | false
          403 | AlreadyExists | no | false
          409 | AlreadyExists | admission webhook "reserved.softdelete.dev" denied the request: The name 'x' is reserved | false
          """)
  void aWebhookDoesNotKnowWhatThereIs(
      int code, String reason, String message, boolean alreadyExists) {
    var refusal =
        new ApiException(code, Json.object().put("reason", reason).put("message", message));

    assertThat(refusal.alreadyExists()).isEqualTo(alreadyExists);
  }
}
