package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.port.Answer;
import dev.softdelete.operator.port.Head;
import dev.softdelete.operator.port.Service;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A create that cannot be read as a whole is answered as the policy of the deleted object wants: an
 * HTTP error would let it through without a word.
 */
class DamagedReviewTest {
  private static final int MIB = 1024 * 1024;

  /** Nothing large finds room in it. */
  private final Workspace workspace = new Workspace(MIB, 64 * MIB, 0, Duration.ZERO);

  private final Reviews reviews =
      new Reviews(
          new FuzzScene(new SplittableRandom(1)).routes(),
          new SimpleMeterRegistry(),
          () -> false,
          workspace,
          workspace);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kept | too large | 409 | A deleted ConfigMap with name 'kept' already exists
          kept | too many  | 409 | A deleted ConfigMap with name 'kept' already exists
          kept | damaged   | 409 | A deleted ConfigMap with name 'kept' already exists
          kept | busy      | 409 | A deleted ConfigMap with name 'kept' already exists
          back | too large | 200 | soft-delete did not restore the deleted ConfigMap 'back': the request is too large
          back | too many  | 200 | soft-delete did not restore the deleted ConfigMap 'back': the request is too large
          back | damaged   | 200 | soft-delete did not restore the deleted ConfigMap 'back': the request cannot be read
          back | busy      | 503 | It cannot be restored by a create: too many large requests at a time
          free | too large | 200 | soft-delete did not check this request: the request is too large
          free | too many  | 200 | soft-delete did not check this request: the request is too large
          free | damaged   | 200 | soft-delete did not check this request: the request cannot be read
          free | busy      | 200 | soft-delete did not check this request: too many large requests at a time
          none | too large | 200 | soft-delete did not check this request: the request is too large
          none | busy      | 200 | soft-delete did not check this request: too many large requests at a time
          """)
  void thePolicyDecides(String name, String damage, int code, String message) throws Exception {
    try (var _ = workspace.take(60L * MIB)) {
      byte[] review = review(name, payload(damage)).getBytes(StandardCharsets.UTF_8);

      JsonNode response = Json.parse(answer(review).body()).path("response");

      assertThat(response.path("uid").asText()).isEqualTo("1");
      assertThat(response.path("allowed").asBoolean()).isEqualTo(code == 200);
      assertThat(response.at("/status/code").asInt(200)).isEqualTo(code);
      assertThat(response.at(code == 200 ? "/warnings/0" : "/status/message").asText())
          .contains(message);
    }
  }

  private Answer answer(byte[] review) throws InterruptedException {
    var head = new Head("POST", "/secret" + Routes.RECREATE, review.length);
    var read = (Service.Read) reviews.receive(head);
    return review.length > read.longest()
        ? read.whenLonger().answer(Arrays.copyOf(review, read.longest() + 1))
        : read.handler().answer(review);
  }

  private static String payload(String damage) {
    return switch (damage) {
      case "too large" -> "\"" + "x".repeat(8 * MIB) + "\"";
      case "too many" -> "[" + "{},".repeat(500_000) + "{}]";
      case "busy" -> "[" + "{},".repeat(50_000) + "{}]";
      default -> "[".repeat(20_000);
    };
  }

  private static String review(String name, String payload) {
    return """
    {"request": {"uid": "1", "kind": {"kind": "ConfigMap"},
     "resource": {"group": "", "version": "v1", "resource": "configmaps"},
     "name": "%1$s", "namespace": "ns", "operation": "CREATE",
     "userInfo": {"username": "ann"},
     "object": {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "%1$s"},
                "data": %2$s}}}
    """
        .formatted(name, payload);
  }
}
