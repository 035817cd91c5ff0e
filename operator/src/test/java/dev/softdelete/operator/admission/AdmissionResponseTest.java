package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionResponseTest {
  @Test
  void anAuditedAnswerIsTheAnswerWithANote() {
    var answer = new AdmissionResponse.Allowed(List.of("careful"));

    JsonNode response = response(new AdmissionResponse.Audited(answer, "restore", "by ann"));

    assertThat(response)
        .hasToString(
            "{\"uid\":\"u\",\"allowed\":true,\"warnings\":[\"careful\"],"
                + "\"auditAnnotations\":{\"restore\":\"by ann\"}}");
  }

  @Test
  void aRefusalStaysOne() {
    var refusal = new AdmissionResponse.Denied(409, "AlreadyExists", "taken");

    assertThat(response(refusal).path("allowed").asBoolean(true)).isFalse();
    assertThat(response(refusal).at("/status/code").asInt()).isEqualTo(409);
  }

  private static JsonNode response(AdmissionResponse answer) {
    return Json.parse(answer.review("u")).path("response");
  }
}
