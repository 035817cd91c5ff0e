package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.port.Answer;
import dev.softdelete.operator.port.Head;
import dev.softdelete.operator.port.Service;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No exception ever decides, whatever a review contains and whatever the API server answers. The
 * output has the seed, and {@code -Dsoftdelete.reviews.seed} repeats a run. The soak has 100,000
 * reviews.
 */
@Tag("sampled")
class WebhookFuzzTest {
  private static final int REVIEWS = Integer.getInteger("softdelete.reviews", 2_000);
  private static final long SEED = Long.getLong("softdelete.reviews.seed", System.nanoTime());

  /** The paths that know every failure of the API server. Only an object may be too deep. */
  private static final Set<String> WITHOUT_FAULT =
      Set.of("/secret" + Routes.RECREATE, "/secret" + Routes.HELD, "/secret" + Routes.RESERVED);

  /** What says that a fault has let a request through. */
  private static final String UNCHECKED = "soft-delete did not check this request";

  @Test
  void everyReviewIsAnswered() throws Exception {
    System.out.printf("%d reviews, seed %d%n", REVIEWS, SEED);
    var random = new SplittableRandom(SEED);
    var reviews =
        new Reviews(new FuzzScene(random.split()).routes(), new SimpleMeterRegistry(), () -> false);
    var generated = new FuzzedReview(random.split());
    var outcomes = new TreeMap<String, Integer>();
    List<String> paths = FuzzScene.paths();
    for (int i = 0; i < REVIEWS; i++) {
      String path = paths.get(random.nextInt(paths.size()));
      byte[] review = generated.next();
      try {
        outcomes.merge(outcome(path, review, answer(reviews, path, review)), 1, Integer::sum);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        fail("seed %d, review %d to %s: %s".formatted(SEED, i, path, text(review)), e);
      }
    }
    System.out.println(outcomes);
    assertThat(outcomes.keySet())
        .as("outcomes, seed %d", SEED)
        .contains("/secret/recreate allowed", "/secret/recreate denied", "/secret/held denied");
  }

  private static Answer answer(Reviews reviews, String path, byte[] review) throws Exception {
    var read = (Service.Read) reviews.receive(new Head("POST", path, review.length));
    return read.handler().answer(review);
  }

  /** Checks an answer, and returns it in a few words. */
  private static String outcome(String path, byte[] review, Answer answer) {
    Optional<JsonNode> request = request(review);
    if (answer.code() != 200) {
      assertThat(answer.code()).isEqualTo(400);
      assertThat(request).isEmpty();
      return path + " 400";
    }
    JsonNode answered = Json.parse(answer.body());
    JsonNode response = answered.path("response");
    assertThat(answered.path("apiVersion").asText()).isEqualTo("admission.k8s.io/v1");
    assertThat(answered.path("kind").asText()).isEqualTo("AdmissionReview");
    assertThat(response.path("uid").isTextual()).isTrue();
    assertThat(response.path("allowed").isBoolean()).isTrue();
    boolean allowed = response.path("allowed").booleanValue();
    if (!allowed) {
      assertThat(response.at("/status/message").asText()).isNotBlank();
    }
    request.ifPresent(
        whole -> {
          assertThat(response.path("uid")).isEqualTo(whole.path("uid"));
          if (path.endsWith(Routes.RECREATE)) {
            assertNotLetThrough(whole, response);
          }
        });
    String verdict = path + (allowed ? " allowed" : " denied");
    if (response.toString().contains("internal error")) {
      assertThat(response.toString()).doesNotContain("cannot check this request");
      if (WITHOUT_FAULT.contains(path)) {
        assertThat(response.toString()).contains("StackOverflowError");
      }
      return verdict + " after a fault";
    }
    return verdict + (request.isEmpty() ? " though damaged" : "");
  }

  private static void assertNotLetThrough(JsonNode request, JsonNode response) {
    JsonNode metadata = request.at("/object/metadata");
    boolean there =
        request.at("/resource/resource").asText().equals("configmaps")
            && request.path("namespace").asText().equals("ns");
    String name = metadata.path("name").asText();
    boolean restoring = request.at("/userInfo/extra").has("softdelete.dev/restoring");
    if (!there || restoring || !Set.of("kept", "back").contains(name)) {
      return;
    }
    JsonNode annotations = metadata.path("annotations");
    String own = annotations.path(SoftDelete.ON_RECREATE_ANNOTATION).asText();
    boolean asks = annotations.path(SoftDelete.RESTORE_ANNOTATION).asText().equals("true");
    if (!own.equals("Allow")) {
      assertThat(response.toString()).doesNotContain(UNCHECKED);
    }
    if (name.equals("kept") && !asks && !Set.of("Allow", "Restore").contains(own)) {
      assertThat(response.path("allowed").booleanValue()).isFalse();
    }
  }

  /** Returns the request if its uid is readable. */
  private static Optional<JsonNode> request(byte[] review) {
    try {
      return Optional.of(Json.parse(review).path("request")).filter(r -> r.path("uid").isTextual());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] review) {
    String text = new String(review, StandardCharsets.UTF_8);
    return text.length() > 4000 ? text.substring(0, 4000) : text;
  }
}
