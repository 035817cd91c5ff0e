package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No exception decides: a handler that fails is asked again what its policy wants. */
class AnsweredReviewTest {
  private static final AdmissionRequest REQUEST =
      AdmissionRequest.parse("{\"request\": {\"uid\": \"1\"}}".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          answers   | answers | true  | first  | -
          exception | answers | true  | second | -
          overflow  | answers | true  | second | -
          surrogate | answers | true  | first \ud800 | -
          exception | exception | false | - | soft-delete cannot check this request: internal error (IllegalStateException); try again
          exception | overflow  | false | - | soft-delete cannot check this request: internal error (StackOverflowError); try again
          """)
  void aFailingHandlerIsAskedAgain(
      String first, String second, boolean allowed, String warning, String refusal) {
    var handler =
        new AdmissionHandler() {
          @Override
          public AdmissionResponse answer(AdmissionRequest request) {
            return outcome(first, first.equals("surrogate") ? "first \ud800" : "first");
          }

          @Override
          public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
            return outcome(second, "second");
          }
        };

    JsonNode response = answer(handler);

    assertThat(response.path("uid").asText()).isEqualTo("1");
    assertThat(response.path("allowed").asBoolean()).isEqualTo(allowed);
    if (refusal != null) {
      assertThat(response.at("/status/code").asInt()).isEqualTo(503);
      assertThat(response.at("/status/message").asText()).isEqualTo(refusal);
    }
    if (warning != null) {
      assertThat(response.at("/warnings/0").asText()).startsWith(warning.substring(0, 5));
    }
  }

  @ParameterizedTest
  @CsvSource({"exception", "overflow"})
  void withoutAnAnswerOfItsOwnTheRequestIsLetThrough(String fault) {
    JsonNode response = answer(_ -> outcome(fault, ""));

    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(response.at("/warnings/0").asText())
        .startsWith("soft-delete did not check this request: internal error (");
  }

  private static JsonNode answer(AdmissionHandler handler) {
    var route = new Routes.Route("/ask", handler, true);
    return Json.parse(AnsweredReview.of(route, REQUEST)).path("response");
  }

  private static AdmissionResponse outcome(String what, String warning) {
    return switch (what) {
      case "exception" -> throw new IllegalStateException("a secret");
      case "overflow" -> throw new StackOverflowError("a secret");
      default -> new AdmissionResponse.Allowed(List.of(warning));
    };
  }
}
